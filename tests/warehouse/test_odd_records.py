"""Records written as oddly as can be: a query finds whatever `check` finds of them."""

import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from compliance.cli.main import exit_status
from tests.warehouse.tables import AS_OF, exported, loaded, unexpected, written_dataset

X, REDDIT = "https://x.com/a/status/1700000000000000000", "https://old.reddit.com/r/a/comments/1"
PLACES = (
    *(X, REDDIT, "http://X.com/a", "https://www.example.org/", "https://a.b.c.d.e.f.g.reddit.com/"),
    *("https://user@x.com/a", "https://x.com:443/a", "https://x.com./a", "https://x.com?a", "//x.com/a"),
    *("https://web.archive.org/web/2023/https://x.com/a", "https://x-com.translate.goog/a", "x.com/a"),
    *("HTTPS://x.com/a", "https:///x.com/a", "mailto:a@x.com", "https://", "https://notreddit.com/", None),
)
LICENSES = (
    *("MIT", " mit ", "CC BY 4.0", "https://creativecommons.org/licenses/by-nc/4.0/", "None", "none", "NONE"),
    *(
        "MIT OR GPL-3.0-only",
        "CC-BY-ND-4.0 AND MIT",
        "all mine",
        "unknown",
        "",
        "\t",
        "CC-BY-NC-SA-4.0",
        None,
    ),
)
METHODS = ("api", "API", "scrape-logged  out", "crawl", "third\tparty_dataset", "theft", "", None, "own")
GRANTS = """\
grants:
  - {id: g1, type: api_plan, platform: x, licensee: Example, plan: pro, valid_from: 2023-04-01,
     valid_to: 2024-01-01, permitted_purposes: [pretrain, eval], commercial: true, delete_on_end: true}
  - {id: g2, type: contract, platform: reddit, valid_from: 2022-01-01, paid_through: 2023-06-30,
     training: true}
  - {id: g3, type: written_permission, target: {datasets: [posts]}, valid_from: 2024-06-01, training: false}
"""


def odd_rows() -> list[dict[str, object]]:
    """Return records with every oddity in some company: each list is walked at a pace of its own."""
    lists: dict[str, tuple[object, ...]] = {
        "url": PLACES,
        "license": LICENSES,
        "acquisition_method": METHODS,
        "platform": ("x", " Twitter ", None, "nowhere", None, "reddit", ""),
        "collected_at": ("2023-07-01", "2024-03-01", None, "2020-01-01", "9999-12-31"),
        "grant_id": ("g1", None, "g2", "lost", None, None, "g3"),
        "purpose": ("pretrain", "finetune", None, "eval", "Pretrain", "mining"),
        "region": ("DE", None, "us", "gb", "eea", "zz"),
        "used_at": (None, "2023-08-01", "2024-09-01"),
        "commercial": (True, None, False, True),
        "recipient": (None, "a", None, None),
        "public_release": (None, True, False),
    }
    rows = [
        {"id": str(number), **{name: values[number % len(values)] for name, values in lists.items()}}
        for number in range(900)
    ]
    days = ("collected_at", "used_at")
    return [row | {name: _moment(row[name]) for name in days} for row in rows]


@pytest.mark.parametrize(
    "card", ["", "entity: Example\ndefaults: {purpose: pretrain, acquisition_method: api}"]
)
def test_odd_records(card: str, tmp_path: Path) -> None:
    """No record passes that the kernel finds, however it is written; an exact rule has its verdicts."""
    dataset = written_dataset(tmp_path, odd_rows(), card, GRANTS)
    evidence = tmp_path / "evidence.parquet"
    command = [
        "check",
        str(tmp_path),
        "--as-of",
        AS_OF.isoformat(),
        "--quiet",
        "--output",
        f"evidence={evidence}",
    ]
    assert exit_status(command) == 1
    known: dict[str, dict[str, str]] = {}
    for row in pq.read_table(evidence).to_pylist():
        known.setdefault(row["rule"], {})[row["id"]] = row["verdict"]

    with loaded(dataset) as connection:
        for one in exported(dataset).rules:
            found, expected = unexpected(connection, one.sql), known.get(one.rule.id, {})
            assert expected.keys() <= found.keys(), one.rule.id
            assert {id_ for id_, verdict in found.items() if verdict == "violation"} <= expected.keys(), (
                one.rule.id
            )
            if not one.losses:
                assert found == expected, one.rule.id


def _moment(text: object) -> object:
    return None if text is None else datetime.datetime.fromisoformat(str(text)).replace(tzinfo=datetime.UTC)
