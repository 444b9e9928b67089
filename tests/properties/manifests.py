"""Generated manifests: the cells that real ones have, in odd spellings, and nulls."""

import datetime
from pathlib import Path

import pyarrow as pa
from hypothesis import strategies as st

from compliance.expressions import FactPlan
from compliance.model.manifest import Dataset
from tests.factories import plan_for, read_dataset, write_table

UTC = datetime.UTC
MIDNIGHT = datetime.datetime(2023, 4, 1, tzinfo=UTC)
BLANKS = st.sampled_from(("", " ", "\t", "\n", " \r\n "))
OFFSETS = st.sampled_from((-12 * 60, -5 * 60, 0, 60, 5 * 60 + 45, 14 * 60))
QUESTIONS = ("record.url IS NULL", "record.collected_at <= record.used_at")
PLAN = plan_for(*QUESTIONS).merged(
    FactPlan(
        ("record.acquisition_method", "record.license", "record.platform", "record.purpose"),
        ("record.collected_at",),
    )
)
SCHEMA = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("id", "platform", "url", "acquisition_method", "license", "purpose")
        ),
        ("collected_at", pa.string()),
        ("used_at", pa.timestamp("us", "Europe/Berlin")),
        *((name, pa.int64()) for name in ("record_count", "token_count", "content_size")),
    ]
)


def spelled(*words: str) -> st.SearchStrategy[str | None]:
    """Return the words in odd case, between blanks, or nothing at all."""
    cased = st.sampled_from(words).flatmap(lambda word: st.sampled_from((word, word.upper(), word.title())))
    padded = st.tuples(BLANKS, cased, BLANKS).map("".join)
    return st.one_of(st.none(), BLANKS, padded)


def instants() -> st.SearchStrategy[datetime.datetime]:
    """Return times within seconds of midnight UTC, in zones all over the world."""
    seconds = st.sampled_from((-86_400, -1, 0, 1, 3_600, 86_399))
    return st.tuples(seconds, OFFSETS).map(
        lambda pair: (MIDNIGHT + datetime.timedelta(seconds=pair[0])).astimezone(
            datetime.timezone(datetime.timedelta(minutes=pair[1]))
        )
    )


COUNTS = st.one_of(st.none(), st.integers(0, 10**9))
ROWS = st.fixed_dictionaries(
    {
        "id": st.just("1"),
        "platform": spelled("x", "stackexchange"),
        "url": st.sampled_from((None, "", "https://x.com/a")),
        "acquisition_method": spelled("api", "scrape logged-out", "scrape_logged_out", "teleport"),
        "license": spelled("MIT", "CC-BY-4.0"),
        "purpose": spelled("eval"),
        "collected_at": st.one_of(st.none(), st.just("soon"), instants().map(datetime.datetime.isoformat)),
        "used_at": st.one_of(st.none(), instants()),
        "record_count": COUNTS,
        "token_count": COUNTS,
        "content_size": COUNTS,
    }
)
MANIFESTS = st.lists(ROWS, min_size=1, max_size=12)


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write generated rows with the types of the schema."""
    return write_table(path, pa.Table.from_pylist(rows, SCHEMA))


def manifest_of(folder: Path, parts: list[list[dict[str, object]]]) -> Dataset:
    """Return the dataset of which each part is a file."""
    for index, rows in enumerate(parts):
        write_rows(folder / "m" / f"{index:03}.parquet", rows)
    return read_dataset(folder / "m")
