"""Combining the rights of the licences in one expression."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from compliance.judge.licenses import creative_commons
from compliance.judge.licenses.expressions import ExpressionError, fold
from compliance.judge.licenses.known_ids import license_ids
from compliance.model.license import Duty, Permission, Rights, Training

Value = TypeVar("Value", bound=StrEnum)


@dataclass(frozen=True)
class CombinedRights:
    """What all licences of an expression together permit and ask for."""

    commercial_use: Permission = Permission.UNDETERMINED
    derivatives: Permission = Permission.UNDETERMINED
    redistribution: Permission = Permission.UNDETERMINED
    training: Training = Training.UNDETERMINED
    attribution: Duty = Duty.UNDETERMINED
    share_alike: Duty = Duty.UNDETERMINED


UNDETERMINED = CombinedRights()
"""The rights of a text that nobody has read."""


def combine(expression: str, matrix: Mapping[str, Rights]) -> CombinedRights:
    """Return the rights that an expression gives at least.

    All parts of AND apply, and nobody recorded which part of OR was chosen: both
    give the worst of each right. An id without a row, and an expression
    that cannot be parsed, are undetermined. Never raises.
    """
    try:
        return fold(expression, lambda leaf: _of_leaf(leaf, matrix), lambda _, *sides: _worse(*sides))
    except ExpressionError:
        return UNDETERMINED


def rights_of(id_: str, matrix: Mapping[str, Rights]) -> Rights | None:
    """Return the row of one licence id, without exception; None when there is none.

    A Creative Commons port has the row of the licence it was adapted from.
    """
    if id_ in matrix:
        return matrix[id_]
    deed = creative_commons.read_id(id_)
    return matrix.get(deed.unported.id(license_ids())) if deed and deed.is_port else None


def _of_leaf(leaf: str, matrix: Mapping[str, Rights]) -> CombinedRights:
    id_, _, exception = leaf.partition(" WITH ")
    row = rights_of(id_, matrix)
    if row is None:
        return UNDETERMINED
    rights = CombinedRights(
        row.commercial_use,
        row.derivatives,
        row.redistribution,
        row.training,
        row.attribution,
        row.share_alike,
    )
    # Exceptions of the SPDX list only add permissions; others, like the Commons Clause, take away.
    return _worse(rights, UNDETERMINED) if exception.startswith("LicenseRef-") else rights


def _worse(one: CombinedRights, other: CombinedRights) -> CombinedRights:
    return CombinedRights(
        _worst(Permission, one.commercial_use, other.commercial_use),
        _worst(Permission, one.derivatives, other.derivatives),
        _worst(Permission, one.redistribution, other.redistribution),
        _worst(Training, one.training, other.training),
        _worst(Duty, one.attribution, other.attribution),
        _worst(Duty, one.share_alike, other.share_alike),
    )


def _worst(scale: type[Value], one: Value, other: Value) -> Value:
    """Return the later of two values on a scale that is declared from mild to severe."""
    return max(one, other, key=list(scale).index)
