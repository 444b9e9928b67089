"""The shipped rights matrix: its ids, its names and its values."""

from collections.abc import Mapping

import pytest

from compliance.judge.licenses import read_license
from compliance.judge.licenses.creative_commons import read_id
from compliance.judge.licenses.known_ids import license_ids
from compliance.judge.licenses.spellings import NO_LICENSE, NOT_ASSERTED, VAGUE
from compliance.model.license import Duty, LicenseStatus, Permission, Rights, Training
from compliance.model.license_names import name_key, word_key

NOT_YET_IN_THE_INDEX = {"OpenMDW-1.0"}
"""On the SPDX list since 3.28, which the library does not carry yet."""

Matrix = Mapping[str, Rights]


def test_every_id_is_one_that_spdx_or_scancode_gave(matrix: Matrix) -> None:
    """Ids are those of the index; only other LicenseRefs are our own."""
    known = set(license_ids().values()) | {"NOASSERTION", "NONE"} | NOT_YET_IN_THE_INDEX
    ours = {id_ for id_ in matrix if id_ not in known}

    assert all(id_.startswith("LicenseRef-") for id_ in ours)
    assert not any(id_.startswith("LicenseRef-scancode-") for id_ in ours)


def test_no_name_means_two_licenses(matrix: Matrix) -> None:
    """A spelling belongs to one licence only, ids of other licences included."""
    owners: dict[str, set[str]] = {}
    for id_, row in matrix.items():
        for name in (id_, *row.names):
            owners.setdefault(name_key(name), set()).add(id_)
    for id_ in license_ids().values():
        owners.setdefault(name_key(id_), set()).add(id_)
    owners.pop(name_key("LicenseRef-scancode-openmdw-1.0"))

    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_every_name_reads_as_its_license(matrix: Matrix) -> None:
    """Every id and every name of a row is read as that row's licence."""
    wrong = {
        name: reading.expression
        for id_, row in matrix.items()
        for name in (id_, *row.names)
        if (reading := read_license(name, matrix)).expression != id_
    }

    assert wrong == {}


def test_no_name_is_a_word_for_nothing(matrix: Matrix) -> None:
    """No row claims a word that names no licence or a whole family."""
    words = {word_key(name) for row in matrix.values() for name in row.names}

    assert not words & (NOT_ASSERTED | NO_LICENSE | VAGUE.keys())


@pytest.mark.parametrize("version", ["1.0", "2.0", "2.5", "3.0", "4.0"])
@pytest.mark.parametrize("elements", ["BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND"])
def test_creative_commons_rows_follow_their_elements(matrix: Matrix, elements: str, version: str) -> None:
    """NC bars commercial use, ND shared adaptations, SA binds; nothing else differs."""
    row = matrix[f"CC-{elements}-{version}"]

    assert (row.commercial_use is Permission.PROHIBITED) is ("NC" in elements)
    assert (row.derivatives is Permission.PROHIBITED) is ("ND" in elements)
    assert (row.share_alike is Duty.REQUIRED) is ("SA" in elements)
    assert row.attribution is Duty.REQUIRED
    assert row.training is Training.SILENT


def test_nobody_knows_and_nobody_gave(matrix: Matrix) -> None:
    """NOASSERTION decides nothing, and NONE permits nothing."""
    nobody, none = matrix["NOASSERTION"], matrix["NONE"]

    assert {nobody.commercial_use, nobody.derivatives, nobody.redistribution} == {Permission.UNDETERMINED}
    assert nobody.training is Training.UNDETERMINED
    assert {none.commercial_use, none.derivatives, none.redistribution} == {Permission.PROHIBITED}
    assert none.training is Training.PROHIBITED


def test_every_spdx_creative_commons_license_has_rights_and_round_trips(matrix: Matrix) -> None:
    """Every CC id on the SPDX list reads as itself and is a licence that was published."""
    ids = [id_ for id_ in license_ids().values() if id_.startswith("CC-BY-") or id_ == "CC-SA-1.0"]

    assert len(ids) > 50
    for id_ in ids:
        assert read_license(id_, matrix).expression == id_
        assert read_license(id_.lower(), matrix).status is LicenseStatus.RECOGNISED
        assert read_id(id_) is not None
