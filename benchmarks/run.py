"""Measure this tool and the alternatives on the same manifests and rules, in one run.

    python benchmarks/run.py --rows 1000000 --runs 3 --only compliance duckdb-filter

Writes `results.md`, `results.json` and `growth.svg`. Commands run one at a time and take turns, so
that a slow minute of the machine hits all of them; what is not installed is left out by name.
"""

import argparse
import json
import tempfile
from pathlib import Path

from catalog import BASELINE, PEERS
from parts import Bench, by_cache, by_files, by_peer, by_rules
from plot import plot
from tables import machine, markdown

_PARTS = {"rows": by_peer, "rules": by_rules, "files": by_files, "cache": by_cache}


def main() -> None:
    """Read the command line, measure, and write the results."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        work = (arguments.work or Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(
            work,
            sorted(set(arguments.rows)),
            arguments.runs,
            arguments.timeout,
            arguments.rules,
            arguments.files,
        )
        bench.choose(arguments.only)
        for part in arguments.parts:
            _PARTS[part](bench)
    results = {"machine": machine(), "left_out": bench.left_out, "lines": bench.lines}
    (arguments.out / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (arguments.out / "results.md").write_text(markdown(results), encoding="utf-8")
    print(markdown(results))
    said = plot(bench.lines, arguments.out / "growth.svg")
    if said:
        print(said)
    if any(line.get("differs") for line in bench.lines):
        raise SystemExit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure compliance and its alternatives.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 1_000_000, 10_000_000])
    parser.add_argument("--runs", type=int, default=3, help="of each command; medians are reported")
    parser.add_argument("--only", nargs="+", choices=PEERS, default=list(PEERS), metavar="PEER")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=list(_PARTS), metavar="PART")
    parser.add_argument("--rules", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--files", type=int, nargs="+", default=[1, 100, 1_000])
    parser.add_argument("--timeout", type=float, default=600, help="seconds for one command")
    parser.add_argument("--work", type=Path, help="keep manifests here for the next run")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    arguments = parser.parse_args()
    if BASELINE not in arguments.only:
        arguments.only.append(BASELINE)
    return arguments


if __name__ == "__main__":
    main()
