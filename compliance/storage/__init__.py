"""Storage: files as every stage opens them, on this machine or behind a URL."""

from compliance.storage.files import Kind, kind_of, names_below
from compliance.storage.places import Place, Url, is_url, read_place
from compliance.storage.rows import RemoteRows, open_rows
from compliance.storage.tail import Tail, read_tail

__all__ = [
    "Kind",
    "Place",
    "RemoteRows",
    "Tail",
    "Url",
    "is_url",
    "kind_of",
    "names_below",
    "open_rows",
    "read_place",
    "read_tail",
]
