"""What is measured: manifests of any size and in any number of files, and packs of any length."""

from pathlib import Path

import yaml
from generate import REGISTER, generate
from pyarrow import parquet

RULES = Path(__file__).parent / "rules"
_SHIPPED = Path(__file__).parents[1] / "rules"


def manifest(work: Path, rows: int) -> Path:
    """Return a manifest of so many rows, written unless it is there."""
    path = work / f"rows-{rows}" / "manifest.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        generate(rows, part)
        part.rename(path)
    return path


def split(source: Path, files: int) -> Path:
    """Return a folder with the same rows in so many files of equal length, written unless it is there."""
    folder = source.parent / f"files-{files}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        part.mkdir()
        (part / "grants.yaml").write_text(REGISTER, encoding="utf-8")
        table = parquet.read_table(source)
        step = -(-table.num_rows // files)
        for number in range(files):
            rows = table.slice(number * step, step)
            parquet.write_table(rows, part / f"part-{number:04}.parquet", compression="zstd")
        part.rename(folder)
    return folder


def change_one(folder: Path) -> None:
    """Write the first file anew without its last row."""
    path = min(folder.glob("*.parquet"))
    table = parquet.read_table(path)
    parquet.write_table(table.slice(0, table.num_rows - 1), path, compression="zstd")


def team_folder(folder: Path, pack: Path) -> Path:
    """Return a folder of laws in which a pack judges and no shipped one does."""
    own = folder / pack.name
    own.mkdir(parents=True, exist_ok=True)
    for path in pack.glob("*.yaml"):
        (own / path.name).write_bytes(path.read_bytes())
    shipped = sorted(path.parent.name for path in _SHIPPED.glob("*/pack.yaml"))
    off = {f"{name}/*": "not what is measured" for name in shipped}
    (folder / "adjustments.yaml").write_text(yaml.safe_dump({"off": off}), encoding="utf-8")
    return folder


def pack_of(work: Path, count: int) -> Path:
    """Return a pack of *count* rules by record, no two of which are the same."""
    folder = work / f"pack-{count}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_bytes((RULES / "pack.yaml").read_bytes())
    rules = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(RULES.glob("r*.yaml"))]
    for place in range(count):
        rule = rules[place % len(rules)]
        applies = f"({rule['applies']}) AND record.purpose IS DISTINCT FROM 'variant-{place}'"
        text = yaml.safe_dump(rule | {"applies": applies}, sort_keys=False)
        (folder / f"variant-{place}.yaml").write_text(text, encoding="utf-8")
    return folder
