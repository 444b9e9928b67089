"""Nouns of the program: frozen values without input or output."""
