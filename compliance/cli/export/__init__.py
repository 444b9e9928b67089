"""`compliance export`: what others run, written from what is checked here."""
