"""json-v1: the base of its parts, what ran and was asked, what a team changed, and the contract checks."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from compliance.model.sample import MOST

Severity = Literal["critical", "high", "medium", "low"]
Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A frozen part of the report; it holds what is declared and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tool(Part):
    """The program that wrote the report."""

    name: Literal["compliance"]
    version: str


class Engine(Part):
    """What scanned the manifests; all engines count the same."""

    name: str
    version: str


class Pack(Part):
    """A rule pack of the run."""

    name: str
    version: str


class Gate(Part):
    """From which severity on a finding fails the run; null is never."""

    violation: Severity | None
    unproven: Severity | None


class Draw(Part):
    """How an audit sample is drawn."""

    size: int = Field(ge=1, le=MOST, description="Records of each stratum, or all if it has fewer.")
    seed: str | None = Field(description="Null is a digest of the manifest's files.")


class Arguments(Part):
    """What the run was asked, besides the day and the gate; paths as given, secrets left out."""

    paths: list[str] = Field(
        description="Cards, manifests and folders; none is every card below the folder of the run."
    )
    card: str | None
    rules: list[str] = Field(description="Folders of a team's own laws.")
    grants: str | None = Field(description="Path of the register given for every dataset.")
    contract: list[Literal["declared-rows", "unique-ids", "row-digest"]]
    sample: Draw | None = Field(default=None, description="Null when no sample was asked for.")
    waivers: str | None = Field(default=None, description="Path given for every dataset; likewise below.")
    corrections: str | None = None
    baseline: str | None = None
    no_waivers: bool = Field(default=False, description="Waivers were left aside, so that the truth is seen.")
    no_baseline: bool = False
    since: str | None = Field(
        default=None,
        description="The git ref: only datasets that differ from it, and those that their verdicts rest on, "
        "were looked at. Null: all of them.",
    )


class Cell(Part):
    """A cell of an exemplar."""

    column: str
    value: str


class Exemplar(Part):
    """A row of the manifest."""

    file: str
    row: Count = Field(description="Row number in the file, from 0.")
    cells: list[Cell] = Field(description="In file order; nulls are left out.")


class Adjustment(Part):
    """A rule that a team switched off, or weighs otherwise than its pack does."""

    rule: str
    title: str
    file: str = Field(description="The file that says so.")
    severity_was: Severity
    severity_now: Severity | None = Field(description="Null when the rule is switched off.")
    reason: str | None = Field(description="Why the rule is switched off.")


class RowList(Part):
    """A Parquet file beside the report, with a row for each record concerned."""

    kind: Literal["evidence", "drop-list", "keep-list"] = Field(
        description="evidence: each violation and each unproven verdict on a record; drop-list: each record "
        "with one that fails the gate; keep-list: each other record that was examined."
    )
    path: str
    rows: int
    bytes: int
    sha256: str


class ContractResult(Part):
    """A check of all rows of a dataset together, which the card or the command asked for."""

    check: Literal["declared-rows", "unique-ids", "row-digest"]
    verdict: Literal["compliant", "violation", "unproven"]
    severity: Severity
    fails_gate: bool
    expected: dict[str, int | str] = Field(
        description="What must be found, by the same names; empty where the card does not say."
    )
    found: dict[str, int | str] = Field(
        description="rows; null_ids, duplicate_records and duplicated_ids; sha256. Empty where unknown."
    )
    message: str
    how_to_fix: str
