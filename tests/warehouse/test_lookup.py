"""Lookup tables say for every key what the judge says, however they are folded."""

import datetime
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from compliance.warehouse.lookup import ANY, NOTHING, OTHER, Dimension, Span, fold

FIRST = datetime.date(2020, 1, 1)
DIMENSIONS = (
    Dimension("a", "record.a", {"x": ("x",), "y": ("y", "z")}),
    Dimension("b", "record.b", {"p": ("p",)}),
    Dimension("c", "record.c", {"q": ("q",)}, is_given=False),
)
KEYS = tuple(product(*(dimension.every for dimension in DIMENSIONS)))


def day(number: int) -> datetime.date:
    """Return one of the first days of a year."""
    return FIRST + datetime.timedelta(days=number)


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[str, ...], list[Span]]:
    """Return spans of days, and what holds where none is known, for every key; many of them agree."""
    value = st.sampled_from([(True,), (None,)])
    return {
        key: [
            *(
                (day(2 * number), day(2 * number + 1), draw(value))
                for number in range(draw(st.integers(0, 3)))
            ),
            (None, None, draw(value)),
        ]
        for key in KEYS
    }


def held(spans: object, on: datetime.date | None) -> list[object]:
    """Return what spans say of a day."""
    return [values for first, last, values in spans if first == on or (on and first and first <= on <= last)]


@given(found=tables())
def test_folded(found: dict[tuple[str, ...], list[Span]]) -> None:
    """Every key meets exactly one row that is left, and that says the same of every day."""
    kept, spans = fold(DIMENSIONS, found)
    positions = [DIMENSIONS.index(dimension) for dimension in kept]

    for key in KEYS:
        own = [key[position] for position in positions]
        met = [
            steps
            for classes, steps in spans.items()
            if all(class_ in {mine, ANY} for class_, mine in zip(classes, own, strict=True))
        ]
        assert len(met) == 1
        for on in (None, *map(day, range(8))):
            assert held(met[0], on) == held(found[key], on)


def test_what_makes_no_difference() -> None:
    """A dimension whose classes all say the same is gone, and spans that say the same are one."""
    steps = [(day(0), day(1), (True,)), (day(2), day(5), (True,))]
    kept, spans = fold(DIMENSIONS, {key: steps for key in KEYS if key[0] == "x"})

    assert [dimension.name for dimension in kept] == ["a"]
    assert spans == {("x",): ((day(0), day(5), (True,)),)}


def test_classes() -> None:
    """A dimension without values has one class; another has those it names, none, and all others."""
    assert DIMENSIONS[0].every == (NOTHING, "x", "y", OTHER)
    assert DIMENSIONS[2].every == (NOTHING,)
