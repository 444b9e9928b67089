"""What others call our columns."""

from collections import Counter

import pytest

from compliance.inputs.proposals.synonyms import SYNONYMS, by_likelihood, canonical_name, plain_name
from compliance.model.columns import COLUMNS


def test_no_name_means_two_things() -> None:
    """A synonym stands for one canonical column, and is none itself."""
    counted = Counter(synonym for synonyms in SYNONYMS.values() for synonym in synonyms)

    assert [synonym for synonym, count in counted.items() if count > 1] == []
    assert set(SYNONYMS) <= set(COLUMNS)
    assert set(counted) & set(COLUMNS) == set()
    assert [synonym for synonym in counted if plain_name(synonym) != synonym] == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Source URL", "source_url"),
        ("sourceUrl", "source_url"),
        ("source-url", "source_url"),
        ("__index_level_0__", "index_level_0"),
        ("URL", "url"),
        ("WARC-Target-URI", "warc_target_uri"),
    ],
)
def test_spellings(name: str, plain: str) -> None:
    """Case, spaces and hyphens do not tell names apart."""
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("licence", "license"),
        ("source_url", "url"),
        ("crawl_date", "collected_at"),
        ("timestamp", "collected_at"),
        ("URL", "url"),
        ("caption", None),
    ],
)
def test_meanings(name: str, canonical: str | None) -> None:
    """A known name stands for one of our columns, another one for none."""
    assert canonical_name(name) == canonical


def test_the_likelier_first() -> None:
    """Our own name comes before every other, and those in the order of the table."""
    assert by_likelihood("url", iter(["homepage", "text", "URL", "source_url"])) == [
        "URL",
        "source_url",
        "homepage",
    ]
