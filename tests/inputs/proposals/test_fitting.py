"""Whether a column can be read as one of ours."""

import pytest

from compliance.expressions import check_mapping, parse_mapping
from compliance.inputs.proposals.fitting import can_hold, fit, spelled
from compliance.inputs.proposals.sample import Form, SampledColumn
from compliance.model.columns import COLUMNS, Kind
from compliance.quoting import quote

STRUCTS = SampledColumn("c", Form.STRUCTS, fields=("Licence", "License URL"))


def text(*values: str) -> SampledColumn:
    """Return a column of texts."""
    return SampledColumn("c", Form.TEXT, values, len(values))


def whole(*values: int) -> SampledColumn:
    """Return a column of whole numbers."""
    return SampledColumn("c", Form.WHOLE, values, len(values))


@pytest.mark.parametrize(
    ("canonical", "found", "expression"),
    [
        ("url", text("https://a.org/b", "a.org", "-"), "c"),
        ("url", text("a picture of a cat", "two", "a.org"), None),
        ("url", whole(1), None),
        ("creator", SampledColumn("c", Form.TEXTS), "array_to_string(c, ', ')"),
        ("creator", text("A"), "c"),
        ("license", STRUCTS, 'list_transform(c, x -> x."Licence")'),
        ("license", SampledColumn("c", Form.STRUCTS, fields=("a",)), None),
        (
            "license",
            SampledColumn("c", Form.STRUCTS, fields=("url", "name")),
            'list_transform(c, x -> x."name")',
        ),
        ("license", SampledColumn("c", Form.TEXTS), "c"),
        ("license", SampledColumn("c", Form.OTHER), None),
        ("generated_by", SampledColumn("c", Form.TEXTS), "c"),
        ("collected_at", SampledColumn("c", Form.TIME), "c"),
        ("collected_at", text("2026-08-22 10:00:00+02:00", "2026-08-22"), "c"),
        ("collected_at", text("20260822101112"), "try_strptime(CAST(c AS VARCHAR), '%Y%m%d%H%M%S')"),
        ("collected_at", whole(20260822), "try_strptime(CAST(c AS VARCHAR), '%Y%m%d')"),
        ("collected_at", whole(1_700_000_000), "to_timestamp(c)"),
        ("collected_at", whole(1_700_000_000_000), "epoch_ms(c)"),
        ("collected_at", SampledColumn("c", Form.FRACTION, (1.7e9,), 1), "to_timestamp(c)"),
        ("collected_at", whole(17), None),
        ("collected_at", text("yesterday"), None),
        (
            "collected_at",
            text("CC-MAIN-20180520092830-20180520112830-00000.warc.gz"),
            r"try_strptime(regexp_extract(c, 'CC-MAIN-(\d{14})', 1), '%Y%m%d%H%M%S')",
        ),
        ("purpose", text("Pretrain", "rag"), "c"),
        ("purpose", text("fun", "profit"), None),
        (
            "has_personal_information",
            SampledColumn("c", Form.BOOLEAN),
            "CASE WHEN c THEN 'yes' WHEN NOT c THEN 'no' END",
        ),
        ("commercial", SampledColumn("c", Form.BOOLEAN), "c"),
        ("commercial", whole(0, 1), "c = 1"),
        ("commercial", text("Yes", "no"), "c"),
        ("commercial", text("perhaps"), None),
        ("token_count", whole(3), "c"),
        ("token_count", text("12"), "c"),
        ("token_count", text("many"), None),
        ("rights_signals", SampledColumn("c", Form.STRUCTS, fields=("scheme", "raw")), "c"),
        ("rights_signals", STRUCTS, None),
        ("name", SampledColumn("c", Form.EMPTY), None),
    ],
)
def test_fits(canonical: str, found: SampledColumn, expression: str | None) -> None:
    """What fits is read as it is or by an expression of our language, and what does not fit is left alone."""
    assert fit(COLUMNS[canonical], found) == expression
    if expression is not None:
        parse_mapping(expression, ("c",))


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "Languages (Count)",
        'a "b"',
        "IM: S2",
        "a-b",
        "1a",
        "été",
        "select",
        "order",
        "null",
        "true",
        "case",
    ],
)
def test_spelled(name: str) -> None:
    """Whatever a column is called, its name can stand in an expression, and means that column."""
    found = parse_mapping(f"lower({spelled(name)})", (name,)).sql(lambda column: column)

    assert quote(name) in found
    check_mapping(spelled(name))


@pytest.mark.parametrize("kind", Kind)
def test_what_holds_a_kind(kind: Kind) -> None:
    """A column without any value can be anything, and one of bytes nothing."""
    assert can_hold(kind, SampledColumn("c", Form.EMPTY))
    assert not can_hold(kind, SampledColumn("c", Form.OTHER))
