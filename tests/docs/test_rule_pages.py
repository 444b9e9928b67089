"""The pages of the shipped rules."""

from compliance.laws import read_laws
from compliance.rule_pages import rule_pages
from tests.docs.build_script import DOCS


def test_pages_are_current() -> None:
    """Every page is what its rule says now; none is missing, and none is left over."""
    folder = DOCS / "rules"
    found = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")
    }
    wanted = rule_pages(read_laws())

    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


def test_every_page_shows_both_sides() -> None:
    """A page has an example that fails and one that complies, and leads to rules that exist."""
    for name, text in rule_pages(read_laws()).items():
        if name != "README.md":
            assert "## For example, compliant" in text, name
            assert ("## For example, violation" in text) or ("## For example, unproven" in text), name
