"""Who is measured: a file in `peers/` and a line here."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inputs import RULES, team_folder

_PEERS = Path(__file__).parent / "peers"
AS_OF = "2026-08-22"
BASELINE = "duckdb-filter"
LOG = "log"
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Script:
    """Another tool: a script that takes the manifest and prints its counts as JSON."""

    title: str
    file: str
    needs: tuple[str, ...]
    answers_all: bool = True

    @property
    def missing(self) -> list[str]:
        """The packages that are not installed."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]

    def command(self, manifest: str, work: Path, *more: str) -> list[str]:  # noqa: ARG002 - as every peer
        """Return the command line."""
        return [sys.executable, str(_PEERS / self.file), manifest, *more]

    def counts(self, work: Path) -> Counts:
        """Return the violations of each rule, which the last run said."""
        out = (work / LOG).read_text(encoding="utf-8", errors="replace")
        counts: Counts = json.loads(out.strip().splitlines()[-1])
        return counts


@dataclass(frozen=True)
class Ours:
    """`compliance check` as it is installed, with its JSON report."""

    title: str
    rules: bool
    """Whether the twelve rules alone judge; if not, all shipped packs do."""
    contract: tuple[str, ...] = ()
    answers_all: bool = False
    missing = ()

    def command(self, manifest: str, work: Path, *more: str) -> list[str]:
        """Return the command line."""
        asked = ["--rules", str(team_folder(work / "twelve", RULES))] if self.rules else []
        asked += ["--contract", ",".join(self.contract)] if self.contract else []
        return uncached(manifest, work, *asked, *more)

    def counts(self, work: Path) -> Counts:
        """Return the violations of each of the twelve rules that was asked for, which the last run found."""
        (dataset,) = json.loads((work / "report.json").read_text(encoding="utf-8"))["datasets"]
        counts = {
            line["rule"].partition("/")[2].partition("-")[0].upper(): line["counts"]["violation"]
            for line in dataset["rules"]
            if line["rule"].startswith("twelve/")
        }
        for result in dataset["contract"]:
            counts["R11"] = result["found"]["null_ids"] + result["found"]["duplicate_records"]
        return counts


def uncached(manifest: str, work: Path, *more: str) -> list[str]:
    """Return the command line of a check that scans, whatever was scanned before."""
    return check(manifest, work, *(["--no-cache"] if knows("--no-cache") else []), *more)


@cache
def knows(option: str) -> bool:
    """Tell whether `compliance check` has an option."""
    shown = subprocess.run(
        [sys.executable, "-m", "compliance", "check", "--help"], capture_output=True, text=True, check=True
    ).stdout
    return option in shown.split()


def check(manifest: str, work: Path, *more: str) -> list[str]:
    """Return the command line of a check that writes its report and passes whatever it finds."""
    report = work / "report.json"
    command = [sys.executable, "-m", "compliance", "check", manifest, "--as-of", AS_OF, "--quiet"]
    return [*command, "--fail-on", "never", "--output", f"json={report}", *more]


PEERS: Mapping[str, Script | Ours] = {
    "duckdb-filter": Script("raw DuckDB, one pass with filters", "duckdb_filter.py", ("duckdb",)),
    "duckdb-tuned": Script("raw DuckDB, the best plan we know", "duckdb_tuned.py", ("duckdb",)),
    "duckdb-decode": Script("decoding the columns only", "duckdb_decode.py", ("duckdb",), answers_all=False),
    "compliance-12": Ours(
        "compliance, the twelve rules", rules=True, contract=("unique-ids",), answers_all=True
    ),
    "compliance-11": Ours("compliance, without R11 (unique ids)", rules=True),
    "compliance": Ours("compliance, all shipped packs", rules=False),
    "polars": Script("polars, lazy and streamed", "polars_lazy.py", ("polars",)),
    "pointblank": Script("Pointblank on polars", "pointblank_polars.py", ("pointblank", "polars")),
    "pandera": Script("Pandera on polars", "pandera_polars.py", ("pandera", "polars")),
    "gx": Script("Great Expectations on pandas", "gx_pandas.py", ("great_expectations", "pandas")),
}
