"""A column map for a manifest nobody has described."""

from pathlib import Path

import pyarrow as pa
import pytest

from compliance.inputs.manifests.binding import bind_columns, check_required
from compliance.inputs.proposals.proposing import Proposal, propose
from compliance.inputs.proposals.sample import read_sample
from compliance.model.card import Card
from tests.factories import Row, write_manifest, write_table


def proposal(folder: Path, *rows: Row) -> Proposal:
    """Return what is proposed for a manifest with these rows, which a card then accepts."""
    path = write_manifest(folder / "m.parquet", rows)
    found = propose(read_sample(path))
    card = Card(name="d", columns=dict(found.columns))
    bound = bind_columns(card, read_sample(path).names)
    if found.is_enough:
        check_required(card, bound, ())
    assert set(bound) == {*found.columns, *found.by_name}
    return found


def test_by_name(tmp_path: Path) -> None:
    """Columns under our names need no map, whatever their case."""
    found = proposal(tmp_path, {"ID": "1", "url": "https://a.org", "License": "MIT", "text": "t"})

    assert (found.columns, found.by_name, found.unread) == ({}, ("id", "url", "license"), ("text",))
    assert found.is_enough


def test_by_other_names(tmp_path: Path) -> None:
    """Columns under names that are known elsewhere are mapped, each to one of ours."""
    found = proposal(
        tmp_path,
        {
            "doc_id": 7,
            "sourceUrl": "https://a.org",
            "licence": "MIT",
            "crawl_date": "2026-01-31",
            "n_tokens": 3,
        },
        {
            "doc_id": 8,
            "sourceUrl": "https://a.org",
            "licence": "MIT",
            "crawl_date": "2026-01-31",
            "n_tokens": 3,
        },
    )

    assert found.columns == {
        "id": "doc_id",
        "url": "sourceUrl",
        "collected_at": "crawl_date",
        "license": "licence",
        "token_count": "n_tokens",
    }
    assert found.notes == {"id": "one for each of the first 2 rows"}


def test_our_name_comes_first(tmp_path: Path) -> None:
    """A column under our own name is not replaced by one that is called otherwise."""
    found = proposal(tmp_path, {"id": "1", "url": "https://a.org", "source_url": "https://b.org"})

    assert (found.columns, found.unread) == ({}, ("source_url",))


def test_a_column_of_ours_that_cannot_be_read(tmp_path: Path) -> None:
    """What has our name and another type is read by an expression, or not at all: the rest can be checked."""
    table = pa.table(
        {
            "id": ["1"],
            "url": ["https://a.org"],
            "collected_at": pa.array([1_700_000_000]),
            "creator": pa.array([["A", "B"]]),
            "region": pa.array([b"\xff"]),
        }
    )
    found = propose(read_sample(write_table(tmp_path / "m.parquet", table)))

    assert found.columns == {
        "creator": "array_to_string(creator, ', ')",
        "collected_at": "to_timestamp(collected_at)",
        "region": "NULL",
    }
    assert "cannot be read" in found.notes["region"]
    assert found.by_name == ("id", "url")


def test_an_address_of_parts(tmp_path: Path) -> None:
    """Host, path and query make an address, a host alone too."""
    whole = proposal(tmp_path, {"id": "1", "domain": "a.org", "content_path": "/b", "query": "c=d"})
    host = proposal(tmp_path, {"id": "1", "hostname": "a.org"})

    assert whole.columns["url"] == (
        "'https://' || domain || content_path || CASE WHEN query <> '' THEN '?' || query ELSE '' END"
    )
    assert host.columns["url"] == "'https://' || hostname"


def test_addresses_by_what_they_look_like(tmp_path: Path) -> None:
    """Addresses are found under an unknown name, and inside of the text of a known one; licences are none."""
    plain = proposal(tmp_path, {"id": "1", "License Page": "https://cc.org", "place": "https://a.org"})
    inside = proposal(tmp_path, {"id": "1", "homepage": "- **Home:** (https://a.org/b)"})

    assert plain.columns["url"] == "place"
    assert inside.columns["url"].startswith("regexp_extract(homepage, ")


def test_ids_put_together(tmp_path: Path) -> None:
    """Where no column tells rows apart, few together do; else the address stands in, and that is said."""
    rows = [
        {"file": f"f{number // 2}", "line": number % 2, "url": "https://a.org", "note": None}
        for number in range(4)
    ]
    found = proposal(tmp_path, *rows)
    alike = proposal(tmp_path, {"url": "https://a.org", "a": "x"}, {"url": "https://a.org", "a": "x"})

    assert sorted(found.columns["id"].split(" || ' ' || ")) == ["file", "line"]
    assert found.notes["id"] == "one for each of the first 4 rows"
    assert alike.columns["id"] == "url"
    assert alike.notes["id"] == "not one for each of the first 2 rows"


def test_a_unique_id_before_a_likely_one(tmp_path: Path) -> None:
    """Of several names for an id, one whose values differ is taken."""
    rows = [{"dataset_id": "d", "key": str(number), "url": "https://a.org"} for number in range(3)]

    assert proposal(tmp_path, *rows).columns["id"] == "key"


def test_a_licence_in_two_columns(tmp_path: Path) -> None:
    """The path of a deed is put together with its host."""
    row = {
        "id": "1",
        "url": "https://a.org",
        "cc_domain": "creativecommons.org",
        "cc_license": "/licenses/by/4.0/",
    }

    assert proposal(tmp_path, row).columns["license"] == "cc_domain || cc_license"


def test_what_is_not_enough(tmp_path: Path) -> None:
    """Without an address or a platform, nothing is made up."""
    found = proposal(tmp_path, {"key": "1", "modality": "text"})

    assert not found.is_enough
    assert "url" not in found.columns


def test_no_rows(tmp_path: Path) -> None:
    """An empty manifest is described by names and types alone."""
    table = pa.table({"doc_id": pa.array([], pa.string()), "licence": pa.array([], pa.string())})
    found = propose(read_sample(write_table(tmp_path / "m.parquet", table)))

    assert found.columns == {"id": "doc_id", "license": "licence"}


@pytest.mark.parametrize("name", ["Languages (Count)", "IM: S2", "order", 'a "b"', "select"])
def test_names_that_are_no_names(tmp_path: Path, name: str) -> None:
    """Columns may be called whatever they are: what is proposed reads them."""
    found = proposal(tmp_path, {name: "1", "url": "https://a.org"})

    assert set(found.columns) == {"id"}
