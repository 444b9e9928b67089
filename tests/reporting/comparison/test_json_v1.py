"""The comparison as JSON."""

import json
from dataclasses import replace

import jsonschema

from compliance.reporting.comparison import render_json
from compliance.reporting.comparison.contract import schema_text
from tests.hostile import ATTACKS, SECRET
from tests.reporting.published import COMPARISON_SCHEMA, published
from tests.reporting.sample_comparison import GONE, SAME, WHOLE, hostile


def test_everything_is_there() -> None:
    """A program finds every number that the comparison holds."""
    found = json.loads(render_json(WHOLE))
    posts = found["datasets"][0]
    [worse, _] = posts["rules"]

    assert (found["schema"], found["outcome"], found["same"]) == ("compliance-diff-v1", "worse", 3)
    assert found["old"] == {
        "name": "main",
        "commit": "1" * 40,
        "as_of": "2026-08-22",
        "tool_version": "0.1.0",
    }
    assert (posts["name"], posts["presence"], posts["old"], posts["new"]) == ("posts", "both", 40_000, 51_700)
    assert (worse["trend"], worse["old"]["violation"], worse["new"]["violation"]) == ("worse", 0, 12_000)
    assert worse["groups"][0]["facts"]["platform.id"] == "x"
    assert worse["groups"][0]["first_month"] == "2023-04-01"
    assert posts["grant_ledger"][0] == {"bucket": "no_grant", "grant": None, "old": 0, "new": 12_000}
    assert found["untold"][0]["how_to_fix"] == "compare two folders"


def test_outcomes() -> None:
    """The outcome is the first that is true of: worse, better, changed, incomplete, same."""
    comparisons = {
        "same": SAME,
        "incomplete": replace(SAME, untold=WHOLE.untold),
        "changed": replace(SAME, registers=WHOLE.registers),
        "better": replace(SAME, datasets=(GONE,)),
        "worse": WHOLE,
    }

    assert {name: json.loads(render_json(each))["outcome"] for name, each in comparisons.items()} == {
        name: name for name in comparisons
    }


def test_the_schema_is_published() -> None:
    """The published schema is that of the model, and what is written fits it."""
    schema = json.loads(published(COMPARISON_SCHEMA, schema_text()))

    assert schema == json.loads(schema_text())
    for comparison in (SAME, WHOLE, hostile(list(ATTACKS.values()))):
        jsonschema.validate(json.loads(render_json(comparison)), schema)


def test_hostile_text() -> None:
    """Nothing in the document is hidden, too long, or a secret."""
    shown = render_json(hostile(list(ATTACKS.values())))

    assert SECRET not in shown
    assert all(char == "\n" or char.isprintable() for char in shown)
    assert "A" * 500 not in shown
