"""The tests themselves."""

import ast
from pathlib import Path

import compliance

PACKAGE = Path(compliance.__file__).parent
ROOT = PACKAGE.parent
TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("test_*.py"))
APART = frozenset({"agreement", "architecture", "browser", "properties"})
"""Folders about the project as a whole."""


def test_every_test_states_a_claim() -> None:
    """Every test has a docstring: a sentence with a full stop, from a capital on."""
    silent = [
        f"{path.relative_to(TESTS).as_posix()}:{node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").split("\n")[0].endswith((".", "?", ":"))
    ]

    assert silent == []


def test_no_test_is_defined_twice() -> None:
    """Two tests of one name in one file would hide each other."""
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]

        assert len(set(names)) == len(names), path


def test_the_tree_mirrors_the_source() -> None:
    """Every folder of tests is a folder of the package or the project, or is about the whole."""
    folders = {path.parent.relative_to(TESTS) for path in FILES}
    mirrored = {folder for folder in folders if folder.parts and folder.parts[0] not in APART}

    unmatched = [
        folder.as_posix()
        for folder in mirrored
        if not ((PACKAGE / folder).is_dir() or (ROOT / folder).is_dir())
    ]

    assert unmatched == []


def test_no_clock_and_no_network() -> None:
    """Tests give the date themselves, and open no connection."""
    banned = {"date.today", "datetime.now", "urllib.request", "requests.get", "socket.socket"}
    found = {
        path.relative_to(TESTS).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and any(ast.unparse(node).endswith(name) for name in banned)
    }

    assert found == set()
