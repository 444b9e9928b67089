"""The generated pages of the guide."""

import re
from pathlib import Path

import pytest

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
