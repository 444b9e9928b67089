"""`compliance doctor`: what is in the way of a check, and what to do about it."""
