"""A project of Great Expectations, for `compliance export gx`."""
