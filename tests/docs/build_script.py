"""The script that writes the generated part of the documentation."""

import importlib.util
from pathlib import Path
from types import ModuleType

DOCS = Path("docs")


def builder() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
