"""The contract of a dataset: what is promised of its rows as a whole, checked on request."""

from enum import StrEnum

from pydantic import Field

from compliance.model.base import Document


class ContractCheck(StrEnum):
    """A check of all rows together, in the order of reports."""

    DECLARED_ROWS = "declared-rows"
    UNIQUE_IDS = "unique-ids"
    ROW_DIGEST = "row-digest"


class Contract(Document):
    """What a card promises of its rows; every promise is checked in every run."""

    rows: int | None = Field(default=None, ge=0)
    """Rows in the footers of all files. Costs nothing to check."""
    unique_ids: bool = False
    """Every record has an `id`, and no two have the same. Reads one column of every row in every run, up to
    512 MB of memory, and the disk beyond that."""
    row_digest: str | None = Field(default=None, pattern="^[0-9a-f]{64}$")
    """Digest of all rows, whatever their order and files, as `--contract row-digest` shows it. Reads all
    columns of every row in every run: many times what the rules take."""

    @property
    def checks(self) -> frozenset[ContractCheck]:
        """The checks that the card asks for."""
        asked = {
            ContractCheck.DECLARED_ROWS: self.rows is not None,
            ContractCheck.UNIQUE_IDS: self.unique_ids,
            ContractCheck.ROW_DIGEST: self.row_digest is not None,
        }
        return frozenset(check for check, wanted in asked.items() if wanted)
