"""The generated pages of the guide."""

import re
from pathlib import Path

import pytest

from compliance.laws import read_laws
from tests.docs.build_script import DOCS, builder


@pytest.mark.parametrize("name", ["columns.md", "names.md"])
def test_a_generated_page_is_current(name: str) -> None:
    """A page that lists what the code defines is what the code defines now."""
    assert (DOCS / "guide" / name).read_text(encoding="utf-8") == builder().pages()[name]


def test_links_lead_somewhere() -> None:
    """Every relative link of the README and the guide points to a file."""
    pages = [Path("README.md"), Path("CONTRIBUTING.md"), *DOCS.rglob("*.md")]
    broken = [
        f"{page}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert broken == []


def test_numbers() -> None:
    """The README counts what is shipped today."""
    laws = read_laws()
    known = laws.reference.reference
    text = " ".join((DOCS.parent / "README.md").read_text(encoding="utf-8").split())

    assert (len(laws.packs.packs), sum(len(checked.rule.cases) for checked in laws.packs.rules) > 850) == (
        8,
        True,
    )
    for count in (
        f"the terms of {len(known.platforms)} platforms",
        f"{len(known.hosts):,} hosts",
        f"the rights of {len(known.licenses)} licences",
        f"{len(known.datasets)} known datasets",
        f"{len(known.models)} models and families",
        f"{len(laws.packs.rules)} rules in eight packs with more than 850 cases",
    ):
        assert count in text


def test_every_page_is_linked_from_the_start() -> None:
    """Whoever begins at the guide's first page finds every other one."""
    start = (DOCS / "guide" / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in (DOCS / "guide").glob("*.md") if f"({path.name}" not in start] == [
        "README.md"
    ]
