"""Write a pack of many rules for measurements: the shipped ones again and again, each a little different.

    python benchmarks/many_rules.py 430 packs/many
    compliance check manifest.parquet --rules packs/many

Beside the shipped rules these are 500 or so. No copy equals another. With --silent they look at the same
records and find nothing, as most rules of a large pack do; else they find what the shipped ones find.
"""

import argparse
from itertools import cycle, islice
from pathlib import Path

import yaml

SHIPPED = Path(__file__).resolve().parents[1] / "rules"


def vary(rule: dict[str, object], number: int, *, silent: bool) -> dict[str, object]:
    """Return a rule like the given one with a condition of its own."""
    purpose = f"coalesce(record.purpose, '') {'=' if silent else '<>'} 'purpose-{number}'"
    return rule | {"title": f"{rule['title']} ({number})", "applies": f"({rule['applies']}) AND {purpose}"}


def main() -> None:
    """Write the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--silent", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    pack = {"name": "many", "version": "1.0.0", "title": "Many rules"}
    (arguments.folder / "pack.yaml").write_text(yaml.safe_dump(pack), encoding="utf-8")
    paths = sorted(
        path for path in SHIPPED.glob("*/*.yaml") if "requires:" in path.read_text(encoding="utf-8")
    )
    for number, path in enumerate(islice(cycle(paths), arguments.rules)):
        rule = vary(yaml.safe_load(path.read_text(encoding="utf-8")), number, silent=arguments.silent)
        (arguments.folder / f"rule-{number}.yaml").write_text(yaml.safe_dump(rule), encoding="utf-8")


if __name__ == "__main__":
    main()
