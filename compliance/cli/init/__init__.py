"""`compliance init`: the files to begin with."""
