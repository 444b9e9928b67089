"""Measure expectations of Great Expectations on one manifest: 1, 40, and all with the contract.

    python benchmarks/gx_suite.py /var/tmp/records.parquet

Beside them stands `compliance check`. Each line is a process of its own, imports included; how many scans it
made is counted by the engine. Neither knows a profile of before, but for the last line.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from catalog import AS_OF
from measure import measure

TIMEOUT = 3600.0
CACHE = "COMPLIANCE_CACHE_DIR"


def validate(path: Path, expectations: int) -> None:
    """Validate so many expectations, the contract before the rules if there are more than rules."""
    import great_expectations as gx  # noqa: PLC0415 - the other process needs none of it

    from compliance.gx import ExpectManifestToMatchContract, suite_from_pack  # noqa: PLC0415 - likewise
    from compliance.profile.engines.duckdb_engine import DuckDBSession  # noqa: PLC0415 - likewise

    scans = []
    scan = DuckDBSession.scan
    DuckDBSession.scan = lambda *given: scans.append(given) or scan(*given)
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_manifest("bench", as_of=AS_OF).add_manifest_asset("rows", path=str(path))
    rules = suite_from_pack().expectations
    chosen = rules[:expectations] if expectations <= len(rules) else [ExpectManifestToMatchContract(), *rules]
    batch = asset.add_batch_definition_whole_manifest("whole").get_batch()
    result = batch.validate(gx.ExpectationSuite(name="bench", expectations=chosen))
    print(f"{len(result.results)} expectations, {len(scans)} scans")


def main() -> None:
    """Print a table of what was measured, or be one of the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--expectations", type=int)
    arguments = parser.parse_args()
    if arguments.expectations is not None:
        validate(arguments.path, arguments.expectations)
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure_all(arguments.path, Path(folder))


def _measure_all(path: Path, folder: Path) -> None:
    check = [sys.executable, "-m", "compliance", "check", str(path), "--as-of", AS_OF, "--fail-on", "never"]
    own = [sys.executable, __file__, str(path), "--expectations"]
    commands = [
        ("off", [*check, "--quiet"]),
        *(("off", [*own, number]) for number in ("1", "40", "1000")),
        *((str(folder / "cache"), [*own, "1000"]) for _ in range(2)),
    ]
    print("| what | CPU s | wall s | peak MB |\n|---|---|---|---|")
    for cache, command in commands:
        log = folder / "log"
        taken = measure(["env", f"{CACHE}={cache}", *command], log, TIMEOUT)
        said = (
            log.read_text(encoding="utf-8").splitlines()[-1:]
            if command[1] == __file__
            else ["compliance check"]
        )
        print(f"| {said[0]} | {taken.cpu:.1f} | {taken.wall:.1f} | {taken.peak_mb:.0f} |", flush=True)


if __name__ == "__main__":
    main()
