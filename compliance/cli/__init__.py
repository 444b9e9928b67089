"""The command line: parse, call, print, exit. The only place with a clock."""
