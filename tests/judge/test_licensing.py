"""Which licence decides, and what it gives."""

from collections.abc import Mapping

import pytest

from compliance.judge.licensing import license_table
from compliance.model.license import Rights
from compliance.model.reference import Reference
from tests.judge.situation import SOURCE, Situation, truths

_FREE = {
    "commercial_use": "allowed",
    "derivatives": "allowed",
    "redistribution": "allowed",
    "training": "allowed",
    "attribution": "required",
    "share_alike": "not_required",
}
_ROWS = (
    {"id": "MIT"} | _FREE,
    {"id": "CC-BY-NC-4.0"} | _FREE | {"commercial_use": "prohibited", "training": "silent"},
    {"id": "CC-BY-4.0"} | _FREE | {"training": "undetermined"},
)
MATRIX = {str(row["id"]): Rights.model_validate(row | {"source": SOURCE}) for row in _ROWS}
WORLD = Reference({}, MATRIX, (), ())


def row(
    verbatim: str | None = None, declared: str | None = None, concluded: str | None = None
) -> Mapping[str, object]:
    """Return what the table says of one written, declared and concluded licence, without `license.`."""
    (only,) = license_table([(verbatim, declared, concluded)], MATRIX).to_pylist()
    return {name.removeprefix("license."): value for name, value in only.items() if "." in name}


@pytest.mark.parametrize(
    ("verbatim", "declared", "concluded", "basis", "expression"),
    [
        ("MIT", None, None, "verbatim", "MIT"),
        ("MIT", "CC-BY-4.0", None, "declared", "CC-BY-4.0"),
        ("MIT", "CC-BY-4.0", "CC-BY-NC-4.0", "concluded", "CC-BY-NC-4.0"),
        ("MIT", None, "CC-BY-NC-4.0", "concluded", "CC-BY-NC-4.0"),
        (None, None, None, None, None),
        ("MIT", "NOASSERTION", None, "declared", "NOASSERTION"),
    ],
)
def test_who_decides(
    verbatim: str | None,
    declared: str | None,
    concluded: str | None,
    basis: str | None,
    expression: str | None,
) -> None:
    """The concluded licence decides, else the declared one, else the written one."""
    found = row(verbatim, declared, concluded)

    assert (found["basis"], found["expression"]) == (basis, expression)


def test_nothing_stated() -> None:
    """Without any licence everything about it is unknown."""
    assert set(row().values()) == {None}


def test_rights() -> None:
    """A recognised licence gives the rights of the matrix."""
    found = row("CC-BY-NC-4.0")

    assert found["status"] == "recognised"
    assert (found["commercial_use"], found["training"]) == ("prohibited", "silent")


@pytest.mark.parametrize("written", ["free as in beer, probably", "NOASSERTION", "NONE"])
def test_no_rights_without_a_license(written: str) -> None:
    """What nobody recognises, asserts or found permits nothing: every right is unknown."""
    found = row(written)

    assert all(found[name] is None for name in _FREE)
    assert found["status"] != "recognised"


def test_undetermined_is_null() -> None:
    """A right that the matrix leaves open is null, so that a rule about it is unproven."""
    assert row("CC-BY-4.0")["training"] is None
    assert row("CC-BY-4.0")["commercial_use"] == "allowed"


def test_lists_take_the_worst() -> None:
    """Two licences on one record give what both give."""
    assert row("MIT AND CC-BY-NC-4.0")["commercial_use"] == "prohibited"


@pytest.mark.parametrize(
    ("verbatim", "declared", "concluded", "agrees"),
    [
        ("MIT", None, "MIT", True),
        (None, "MIT", "MIT", True),
        (None, "MIT", "CC-BY-NC-4.0", False),
        ("CC-BY-NC-4.0", "MIT", "MIT", True),
        ("MIT", None, None, None),
        (None, None, "MIT", None),
    ],
)
def test_agreement(verbatim: str | None, declared: str | None, concluded: str | None, agrees: object) -> None:
    """Declared and concluded licence agree or not; with one side missing nobody knows."""
    assert row(verbatim, declared, concluded)["agrees"] is agrees


def test_order_of_parts_is_no_disagreement() -> None:
    """Two spellings of the same licences agree."""
    assert row(None, "MIT AND CC-BY-NC-4.0", "CC-BY-NC-4.0 AND MIT")["agrees"] is True


def test_records_are_judged_by_their_license() -> None:
    """A rule over rights gives each record what its own licence says."""
    situations = [Situation([{"license": text}]) for text in ("MIT", "CC-BY-NC-4.0", "who knows", None)]

    assert truths("license.commercial_use = 'allowed'", situations, WORLD) == [True, False, None, None]
    assert truths("license.status = 'unrecognised'", situations, WORLD) == [False, False, True, None]


def test_more_licenses_than_are_read_at_once() -> None:
    """Where every record has a licence of its own, each is in the table once, with its own rights."""
    keys = [(f"MIT AND licence {number}", None, None) for number in range(20_001)] + [("MIT", None, None)]
    table = license_table(iter(keys), MATRIX)

    assert table["license"].to_pylist() == [written for written, *_ in keys]
    assert table["license.commercial_use"].to_pylist() == [None] * 20_001 + ["allowed"]


def test_no_license_at_all() -> None:
    """Without keys the table is empty and has its columns."""
    assert license_table([], MATRIX).num_rows == 0
    assert "license.training" in license_table([], MATRIX).column_names
