"""The profile, in plain Python: one loop over the records, without SQL. Slow, and easy to check by eye."""

import datetime
from collections.abc import Callable, Iterable, Mapping

from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS, Grain, Kind
from compliance.model.profile import LAST, MEASURES, POINTER, pointer_to
from tests.agreement import addresses, reading, signals
from tests.factories import plan_for, question

Record = Mapping[str, object]
Row = dict[str, object]

READERS: Mapping[Kind, Callable[[object], object]] = {
    Kind.TEXT: reading.text,
    Kind.NAME: reading.name,
    Kind.WORD: reading.word,
    Kind.LICENSE: reading.license_text,
    Kind.LIST: reading.names,
    Kind.TIMESTAMP: reading.instant,
    Kind.BOOLEAN: reading.boolean,
    Kind.INTEGER: reading.integer,
    Kind.SIGNALS: lambda cell: cell,
}
DAY = datetime.timedelta(days=1)


def compared(left: object, right: object, holds: Callable[[object, object], bool]) -> bool | None:
    """Return what holds between two values; nobody knows when one is missing."""
    return None if left is None or right is None else holds(left, right)


QUESTIONS: Mapping[str, Callable[[Row], bool | None]] = {
    "record.url IS NULL": lambda row: row["url"] is None,
    "TRY_CAST(record.id AS BIGINT) IS NULL": lambda row: reading.integer(row["id"]) is None,
    "contains(record.url, '/1000')": lambda row: compared(row["url"], "/1000", lambda url, part: part in url),
    "record.id LIKE '%\\_0%'": lambda row: compared(
        row["id"], "\\", lambda id_, sign: any(part[1:2] == "0" for part in windows(id_, sign))
    ),
    "record.published_at <= record.collected_at": lambda row: compared(
        row["published_at"], row["collected_at"], lambda published, collected: published <= collected
    ),
    "date_diff('day', record.robots_fetched_at, record.collected_at) <= 1": lambda row: compared(
        row["robots_fetched_at"],
        row["collected_at"],
        lambda fetched, collected: collected.date() - fetched.date() <= DAY,
    ),
    "record.shared_at = date_trunc('day', record.shared_at)": lambda row: compared(
        row["shared_at"], None if row["shared_at"] is None else row["shared_at"].date(), is_midnight
    ),
    "record.robots_fetched_at + INTERVAL 24 HOUR >= record.collected_at": lambda row: compared(
        row["robots_fetched_at"], row["collected_at"], lambda fetched, collected: collected - fetched <= DAY
    ),
    "CAST(record.collected_at AS DATE) >= CAST(id_time.created_at AS DATE)": lambda row: compared(
        row["collected_at"],
        row["id_time.created_at"],
        lambda collected, created: collected.date() >= created.date(),
    ),
    "record.token_count IS NULL": lambda row: row["token_count"] is None,
}


def windows(text: str, sign: str) -> Iterable[str]:
    """Yield what follows each *sign* and one character."""
    return (text[place + 1 :] for place, character in enumerate(text) if character == sign)


def is_midnight(time: datetime.datetime, day: datetime.date) -> bool:
    """Tell whether a day begins then."""
    return time == datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - UTC without a zone


ASKED = plan_for(*QUESTIONS)
ANSWERS = {question(text).name: answer for text, answer in QUESTIONS.items()}
DERIVED = (
    *("platform.detected", "platform.host_kind", "url.address", "id_time.created_at"),
    *("signal.training", "signal.conflict", "signal.schemes", "signal.count"),
)
DAYS = tuple(f"record.{name}" for name, column in COLUMNS.items() if column.kind is Kind.TIMESTAMP)
_VALUES = tuple(f"record.{name}" for name, column in COLUMNS.items() if column.grain is Grain.VALUE)
PLAN = FactPlan(("record.id", "record.url", *_VALUES, *DERIVED), DAYS, ASKED.questions)
"""Every fact."""


def profile(files: Iterable[Iterable[Record]], defaults: Record) -> list[Row]:
    """Return the groups of the records of some files, in the order of their first records."""
    groups: dict[str, Row] = {}
    for number, records in enumerate(files):
        for place, record in enumerate(records):
            row = read(record, defaults)
            facts = {name: fact(row, name) for name in PLAN.names}
            pointer = pointer_to(number, place)
            group = groups.setdefault(repr(facts), facts | dict.fromkeys(MEASURES, 0) | {POINTER: pointer})
            group[LAST] = pointer
            for measure, value in measured(row).items():
                group[measure] += value
    return list(groups.values())


def read(record: Record, defaults: Record) -> Row:
    """Return every column of a record, and every derived fact."""
    row: Row = {}
    for name, column in COLUMNS.items():
        found = READERS[column.kind](record.get(name))
        row[name] = READERS[column.kind](defaults.get(name)) if found is None else found
    address = addresses.read(row["url"])
    row["platform.detected"], row["platform.host_kind"] = address.platform, address.kind
    row["url.address"], row["id_time.created_at"] = address.address, address.created_at
    return row | signals.facts(row["rights_signals"])


def measured(row: Row) -> dict[str, int]:
    """Return what a record adds to the measures of its group."""
    items = 1 if row["record_count"] is None else max(row["record_count"], 0)
    return dict(zip(MEASURES, (1, items, row["token_count"] or 0, row["content_size"] or 0), strict=True))


def fact(row: Row, name: str) -> object:
    """Return one fact of a record that has been read."""
    if name in ANSWERS:
        return ANSWERS[name](row)
    value = row[name.removeprefix("record.")]
    return value.date() if name in PLAN.days and value is not None else value
