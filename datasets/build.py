"""Write the sample datasets beside this file, or prove that they are what it writes.

python datasets/build.py            write
python datasets/build.py --check    compare; exit 1 when a file differs or is missing
python datasets/build.py --into DIR write somewhere else
"""

import argparse
import tempfile
from pathlib import Path

from builders import broken, clean, dispute

HERE = Path(__file__).parent


def build(folder: Path) -> tuple[Path, ...]:
    """Write every sample dataset into *folder*; return the paths written."""
    return (
        *dispute.write(folder / "dispute"),
        *clean.write(folder / "clean"),
        *broken.write(folder / "broken"),
    )


def differing(folder: Path) -> tuple[str, ...]:
    """Return the files in *folder* that are not what would be written, in order."""
    with tempfile.TemporaryDirectory() as fresh:
        written = build(Path(fresh))
        names = [path.relative_to(fresh) for path in written]
        pairs = [(folder / name, fresh / name) for name in names]
        return tuple(
            str(name)
            for name, (there, here) in zip(names, pairs, strict=True)
            if not there.is_file() or there.read_bytes() != here.read_bytes()
        )


def main() -> int:
    """Return the exit code of the command line."""
    parser = argparse.ArgumentParser(description="Write the sample datasets, or check them.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--into", type=Path, default=HERE, metavar="DIR", help="folder of the datasets")
    arguments = parser.parse_args()
    if arguments.check:
        wrong = differing(arguments.into)
        print("\n".join(f"{name} is not what build.py writes" for name in wrong) or "as written by build.py")
        return 1 if wrong else 0
    written = build(arguments.into)
    print(f"{len(written)} files, {sum(path.stat().st_size for path in written):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
