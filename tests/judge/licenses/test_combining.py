"""Combining the rights of an expression."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.judge.licenses import CombinedRights, combine, rights_of
from compliance.judge.licenses.combining import UNDETERMINED
from compliance.judge.licenses.known_ids import license_ids
from compliance.model.license import Duty, Permission, Rights, Training

Matrix = Mapping[str, Rights]

FIELDS = ("commercial_use", "derivatives", "redistribution", "training", "attribution", "share_alike")
SEVERITY = {scale: list(scale) for scale in (Permission, Training, Duty)}
LEAVES = st.sampled_from(
    [
        "MIT",
        "CC0-1.0",
        "CC-BY-NC-4.0",
        "CC-BY-SA-3.0-DE",
        "LicenseRef-cc-by-nd-3.0-es",
        "CDLA-Sharing-1.0",
        "LicenseRef-NTDL-1.0",
        "NOASSERTION",
        "NONE",
        "LicenseRef-acme",
        "GPL-2.0-only WITH Font-exception-2.0",
    ]
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
        lambda sides: f"({sides[0]}) {sides[1]} ({sides[2]})"
    ),
    max_leaves=6,
)


def gives_more(one: CombinedRights, other: CombinedRights) -> bool:
    """Tell whether some right of one is milder than that of the other."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in FIELDS)
    return any(
        SEVERITY[type(mine)].index(mine) < SEVERITY[type(mine)].index(theirs) for mine, theirs in pairs
    )


def test_single_license(matrix: Matrix) -> None:
    """One licence has the rights of its row."""
    assert combine("CC-BY-NC-4.0", matrix) == CombinedRights(
        Permission.PROHIBITED,
        Permission.ALLOWED,
        Permission.CONDITIONAL,
        Training.SILENT,
        Duty.REQUIRED,
        Duty.NOT_REQUIRED,
    )


def test_all_parts_apply(matrix: Matrix) -> None:
    """AND takes the worst of each right, from whichever part it comes."""
    rights = combine("CC-BY-SA-4.0 AND LicenseRef-NTDL-1.0 AND CC-BY-NC-4.0", matrix)

    assert rights.commercial_use is Permission.PROHIBITED
    assert rights.training is Training.PROHIBITED
    assert rights.share_alike is Duty.REQUIRED


def test_choice_is_not_made_for_anyone(matrix: Matrix) -> None:
    """OR takes the worst branch while nobody recorded which one was chosen."""
    assert combine("MIT OR CC-BY-NC-4.0", matrix).commercial_use is Permission.PROHIBITED


def test_spdx_exception_is_ignored(matrix: Matrix) -> None:
    """An exception of the SPDX list only adds, so the licence itself is the least that is given."""
    assert combine("GPL-2.0-only WITH Classpath-exception-2.0", matrix) == combine("GPL-2.0-only", matrix)


def test_other_exception_gives_nothing(matrix: Matrix) -> None:
    """An addition such as the Commons Clause takes away what is not known here."""
    rights = combine("Apache-2.0 WITH LicenseRef-scancode-commons-clause", matrix)

    assert rights.commercial_use is Permission.UNDETERMINED
    assert rights.attribution is Duty.REQUIRED


@pytest.mark.parametrize(
    "expression",
    [
        *("LicenseRef-acme", "Zlib-acknowledgement", "MIT AND", "", "CC-BY-9.9-ZZ"),
        "LicenseRef-scancode-public-domain",
    ],
)
def test_unknown_is_undetermined(matrix: Matrix, expression: str) -> None:
    """Nothing is known of an id without a row or without a text, nor of what cannot be parsed."""
    assert combine(expression, matrix) == UNDETERMINED


@pytest.mark.parametrize(
    ("port", "original"),
    [
        ("CC-BY-3.0-AT", "CC-BY-3.0"),
        ("CC-BY-NC-SA-2.0-FR", "CC-BY-NC-SA-2.0"),
        ("CC-BY-SA-2.1-JP", "CC-BY-SA-2.0"),
        ("LicenseRef-cc-by-nc-3.0-es", "CC-BY-NC-3.0"),
        ("LicenseRef-cc-nc-2.0-jp", "LicenseRef-cc-nc-1.0"),
        ("LicenseRef-cc-sampling-plus-1.0-br", "LicenseRef-scancode-cc-sampling-plus-1.0"),
    ],
)
def test_port_has_the_rights_of_its_original(matrix: Matrix, port: str, original: str) -> None:
    """A port gives what the licence it was adapted from gives."""
    assert rights_of(port, matrix) is matrix[original]
    assert combine(port, matrix) == combine(original, matrix)


def test_every_spdx_creative_commons_license_is_determined(matrix: Matrix) -> None:
    """No Creative Commons id of the SPDX list is left without rights."""
    ids = [id_ for id_ in license_ids().values() if id_.startswith("CC")]

    assert [id_ for id_ in ids if id_.startswith(("CC-", "CC0-")) and rights_of(id_, matrix) is None] == []


@given(EXPRESSIONS, EXPRESSIONS, st.sampled_from(["AND", "OR"]))
def test_joining_never_gives_more(matrix: Matrix, one: str, other: str, operator: str) -> None:
    """Two licences together give no more than either alone."""
    both = combine(f"({one}) {operator} ({other})", matrix)

    assert not gives_more(both, combine(one, matrix))
    assert not gives_more(both, combine(other, matrix))


@given(EXPRESSIONS, EXPRESSIONS)
def test_order_does_not_matter(matrix: Matrix, one: str, other: str) -> None:
    """The order of a list of licences changes no right."""
    assert combine(f"({one}) AND ({other})", matrix) == combine(f"({other}) AND ({one})", matrix)


@given(st.text(max_size=200))
def test_any_text_combines(matrix: Matrix, expression: str) -> None:
    """No text raises."""
    assert isinstance(combine(expression, matrix), CombinedRights)
