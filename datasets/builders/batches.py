"""Batches: records that were acquired together, and how they become rows."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from builders.ids import instagram_code, linkedin_id, x_id
from compliance.model.columns import COLUMNS, Kind

Cell = str | int | bool | datetime | list[str] | list[dict[str, str]] | None
Row = dict[str, Cell]

_SECONDS_PER_DAY = 86_400
_DAYS_UNTIL_COLLECTED = 30


@dataclass(frozen=True)
class Site:
    """Where records come from: what their addresses look like and how long their texts are."""

    url: str | None
    """Address with placeholders: user, number, x_id, linkedin_id, instagram_code."""
    tokens: int
    """Mean length of a record."""
    platform: str | None = None
    creator: str | None = None


@dataclass(frozen=True)
class Window:
    """A span of days, both ends included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Window":
        """Return the window of an ISO 8601 interval such as `2021-01-01/2021-02-28`."""
        first, _, last = text.partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    def at(self, share: float) -> datetime:
        """Return the moment that lies at *share* (0 to 1) of the window, to the second."""
        seconds = ((self.last - self.first).days + 1) * _SECONDS_PER_DAY
        return midnight(self.first) + timedelta(seconds=int(share * seconds))


@dataclass(frozen=True)
class Batch:
    """Records acquired in one way, in one window, for one purpose."""

    name: str
    site: Site
    records: int
    collected: Window | None
    published: Window | None
    """None: shortly before collection."""
    cells: Mapping[str, Cell]
    """What all records have in common; takes precedence over everything else."""


def batch(
    name: str, site: Site, records: int, collected: str | None, shared: Mapping[str, Cell], **own: Cell
) -> Batch:
    """Return a batch whose records have *shared* cells, *own* ones before them.

    *collected*, and `published_at` among the cells, are ISO 8601 intervals
    such as `2021-01-01/2021-02-28`; other dates are ISO 8601 text.
    """
    cells = {**shared, **own}
    published = cells.pop("published_at", None)
    return Batch(
        name,
        site,
        records,
        None if collected is None else Window.parse(collected),
        Window.parse(published) if isinstance(published, str) else None,
        {column: _read(column, cell) for column, cell in cells.items()},
    )


def rows(batches: Iterable[Batch], seed: int) -> Iterator[Row]:
    """Yield the records of all batches, in order; each batch draws from its own numbers."""
    for one in batches:
        draw = random.Random(f"{seed} {one.name}")
        for position in range(one.records):
            yield _row(one, position, draw)


def midnight(day: date) -> datetime:
    """Return the first moment of the day, in UTC."""
    return datetime.combine(day, time(), UTC)


def _row(one: Batch, position: int, draw: random.Random) -> Row:
    collected = None if one.collected is None else one.collected.at((position + draw.random()) / one.records)
    written = _written(one, collected, draw)
    user, number = draw.randrange(1, 2_000), draw.randrange(1, 100_000)
    tokens = max(1, int(one.site.tokens * (0.4 + 1.2 * draw.random())))
    row: Row = {
        "id": f"{one.name}-{position:05}",
        "url": _address(one.site, written, draw, user, number),
        "platform": one.site.platform,
        "creator": None if one.site.creator is None else one.site.creator.format(user=user),
        "published_at": written,
        "collected_at": collected,
        "token_count": tokens,
        "content_size": 4 * tokens,
        "robots_fetched_at": _robots_fetched(one, collected),
    }
    return {**row, **one.cells}


def _robots_fetched(one: Batch, collected: datetime | None) -> datetime | None:
    # The crawler reads robots.txt at midnight and keeps it for the day.
    if collected is None or one.cells.get("robots_verdict") is None:
        return None
    return midnight(collected.date())


def _written(one: Batch, collected: datetime | None, draw: random.Random) -> datetime | None:
    if one.published is not None:
        return one.published.at(draw.random())
    if collected is None:
        return None
    # Most posts are read soon after they were written.
    return collected - timedelta(seconds=int(_DAYS_UNTIL_COLLECTED * _SECONDS_PER_DAY * draw.random() ** 3))


def _address(site: Site, written: datetime | None, draw: random.Random, user: int, number: int) -> str | None:
    if site.url is None:
        return None
    low_bits = draw.randrange(1024) << 12
    parts: dict[str, object] = {"user": f"user_{user}", "number": number}
    if written is not None:
        parts |= {
            "x_id": x_id(written, low_bits),
            "linkedin_id": linkedin_id(written, low_bits),
            "instagram_code": instagram_code(written, low_bits),
        }
    return site.url.format_map(parts)


def _read(column: str, cell: Cell) -> Cell:
    if COLUMNS[column].kind is Kind.TIMESTAMP and isinstance(cell, str):
        return midnight(date.fromisoformat(cell))
    return cell
