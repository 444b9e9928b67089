"""Redaction: how much of what records hold a report withholds."""

from enum import StrEnum


class Redaction(StrEnum):
    """What is withheld; each level withholds what those before it do. Compare by `level`."""

    SECRETS = "secrets"
    """User-info, query and fragment of every address. Always withheld."""
    URLS = "urls"
    """Everything of an address but its host; a digest tells addresses apart."""
    IDS = "ids"
    """Also ids and names of records and of people; digests tell them apart."""
    ALL = "all"
    """Also every other cell of the example rows, and texts of waivers and corrections; places stay."""

    @property
    def level(self) -> int:
        """0 for secrets, up to 3 for all."""
        return list(Redaction).index(self)
