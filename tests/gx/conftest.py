"""Contexts of Great Expectations, which say nothing to the network and show no bars."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.caching import VARIABLE

AS_OF = "2026-08-22"

os.environ["GX_ANALYTICS_ENABLED"] = "false"
with pytest.MonkeyPatch.context() as _patch:
    # PySpark without gRPC takes a program without a file, as test workers are, for its doctests, and ends it.
    _patch.setattr(sys.modules["__main__"], "__file__", "worker.py", raising=False)
    pytest.importorskip("great_expectations", reason="Great Expectations is not installed")


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep parsed rules: every batch asks for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(name="context", scope="module")
def _context() -> Any:
    """Return a context in memory."""
    return open_context()


def open_context(folder: Path | None = None) -> Any:
    """Return a context in memory, or in a folder."""
    import great_expectations as gx  # noqa: PLC0415 - it takes seconds, and only these tests need it

    where = {"mode": "ephemeral"} if folder is None else {"mode": "file", "project_root_dir": folder}
    context = gx.get_context(**where)
    context.variables.progress_bars = {"globally": False}
    return context
