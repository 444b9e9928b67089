"""Data licensing: may we hold and train on each record, under which terms, on which day.

The program in one line: `compliance.audit(paths, as_of=date(2026, 8, 22))` returns a `Report`.
"""

__version__ = "0.1.0"
