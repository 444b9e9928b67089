"""Git repositories, read and never written: commits, what differs between two, and the files of one."""

from compliance.git.changes import Changes, changes_named, changes_since
from compliance.git.commits import commit_day, commit_of, merge_base
from compliance.git.trees import changed_paths, extract, files_of

__all__ = [
    "Changes",
    "changed_paths",
    "changes_named",
    "changes_since",
    "commit_day",
    "commit_of",
    "extract",
    "files_of",
    "merge_base",
]
