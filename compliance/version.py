"""The version of the program, as reports and packages name it."""

VERSION = "0.1.0"
