"""Files that the repository holds and a test regenerates: goldens and the JSON Schema.

`REGENERATE=1 python -m pytest tests/reporting` writes them anew; read the diff before you keep it.
"""

import os
from pathlib import Path

GOLDENS = Path(__file__).parent / "goldens"
_SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
SCHEMA = _SCHEMAS / "report-v1.schema.json"
STATEMENT_SCHEMA = _SCHEMAS / "intoto-v1.schema.json"
COMPARISON_SCHEMA = _SCHEMAS / "diff-v1.schema.json"


def published(path: Path, current: str) -> str:
    """Return what the repository holds, after writing `current` there if asked to."""
    if os.environ.get("REGENERATE"):
        path.write_bytes(current.encode())
    return path.read_bytes().decode()
