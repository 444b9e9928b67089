"""Canonical columns: where each one comes from in each file."""

import pytest

from compliance.errors import ManifestError
from compliance.inputs.manifests.binding import bind_columns, check_required, check_same
from compliance.model.card import Card


def card(**columns: str) -> Card:
    """Return a card with this column map."""
    return Card(name="d", columns=columns)


def test_canonical_names_bind_themselves() -> None:
    """A column with a canonical name is that column; others are nobody's."""
    assert bind_columns(card(), ("url", "extra", "id")) == {"id": '"id"', "url": '"url"'}


def test_names_are_compared_without_case() -> None:
    """A column is found in any case and keeps its spelling."""
    assert bind_columns(card(), ("ID", "Url", "Collected_At")) == {
        "id": '"ID"',
        "url": '"Url"',
        "collected_at": '"Collected_At"',
    }


def test_the_exact_name_wins() -> None:
    """Among spellings of one name the canonical one is meant; of two others, neither is guessed."""
    assert bind_columns(card(), ("ID", "id", "Id")) == {"id": '"id"'}
    assert bind_columns(card(), ("ID", "Id", "url")) == {"url": '"url"'}


def test_the_card_renames() -> None:
    """A name on the card is the column of the file, also one with odd characters."""
    bound = bind_columns(card(id="key", url='a "b"', platform="id"), ("key", 'a "b"', "id"))

    assert bound == {"id": '"key"', "url": '"a ""b"""', "platform": '"id"'}


def test_the_card_wins_over_the_name() -> None:
    """A mapped column is not taken by its own name any more."""
    assert bind_columns(card(license="Meta"), ("id", "license", "Meta"))["license"] == '"Meta"'


def test_a_column_that_reads_like_an_expression() -> None:
    """If the file has a column of exactly this name, it is meant."""
    assert bind_columns(card(id="lower(id)"), ("lower(id)", "id")) == {"id": '"lower(id)"'}


def test_expressions() -> None:
    """Anything else is an expression over the columns of the file."""
    bound = bind_columns(
        card(url="'https://x.com/' || ID", platform="meta.site", license="list_transform(l, lambda x: x.id)"),
        ("id", "Meta", "L"),
    )

    assert bound == {
        "id": '"id"',
        "url": "'https://x.com/' || \"id\"",
        "platform": '"Meta"."site"',
        "license": 'LIST_TRANSFORM("L", LAMBDA "x" : "x"."id")',
    }


def test_bindings_come_in_canonical_order() -> None:
    """The order of the file and of the card does not matter."""
    assert list(bind_columns(card(platform="p"), ("license", "p", "url", "id"))) == [
        "id",
        "url",
        "platform",
        "license",
    ]


def test_a_mapped_column_that_the_file_lacks() -> None:
    """The error names the canonical column, the missing one and the nearest, and what to do."""
    with pytest.raises(
        ManifestError, match=r"column map for `license`.*no column 'Licens'.*'Licenses'"
    ) as caught:
        bind_columns(card(license="Licens"), ("id", "Licenses"))

    assert caught.value.remedy


@pytest.mark.parametrize(
    ("bound", "missing"),
    [
        ({"id", "url"}, None),
        ({"id", "platform"}, None),
        ({"url"}, "`id`"),
        ({"id"}, "`url` or `platform`"),
        (set[str](), "`id`"),
    ],
)
def test_required_columns(bound: set[str], missing: str | None) -> None:
    """There must be an id, and a url or a platform."""
    if missing is None:
        check_required(card(), bound, sorted(bound))
    else:
        with pytest.raises(ManifestError, match=f"it has no column {missing}$") as caught:
            check_required(card(), bound, sorted(bound))
        assert "columns:" in caught.value.remedy
        assert caught.value.remedy.endswith(f"it has {', '.join(sorted(bound))}")


def test_a_default_is_enough() -> None:
    """A default of the card gives a required column."""
    check_required(Card(name="d", defaults={"platform": "x"}), {"id"}, ("id",))


def test_every_file_has_the_same_columns() -> None:
    """A column that some file has and another lacks would silently be null there."""
    bound = {
        "a": frozenset({"id", "url", "license"}),
        "b": frozenset({"id", "url"}),
        "c": frozenset({"id", "url", "license", "purpose"}),
    }

    assert check_same(card(), bound) == {
        "a": "it lacks `purpose`, which other files of the manifest have",
        "b": "it lacks `license`, `purpose`, which other files of the manifest have",
    }


def test_a_default_stands_in_for_a_column() -> None:
    """Where the card gives a default, a file may lack the column."""
    bound = {"a": frozenset({"id", "platform"}), "b": frozenset({"id"})}

    assert check_same(Card(name="d", defaults={"platform": "x"}), bound) == {}
    assert check_same(card(), {}) == {}
