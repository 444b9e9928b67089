"""Timelines: how the records of each platform stand, month by month, beside its terms."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

import duckdb

from compliance.judge.standing import CLEAR, UNPROVEN, VIOLATION
from compliance.judge.terms import ENDLESS, STARTED, clause_dates, clauses_on, deciding
from compliance.model.platform import ClauseName, Platform
from compliance.model.timeline import PlatformTimeline, Tally, TermsBand

PLATFORMS_KEPT = 12
"""Platforms of one dataset with a timeline of their own; the most violations first."""
YEARS_KEPT = 20
"""Years up to the as-of date whose months are told apart."""
_BANDS = (
    ClauseName.API_ACCESS,
    ClauseName.AUTOMATED_COLLECTION,
    ClauseName.AI_TRAINING,
    ClauseName.MODEL_OUTPUT_TRAINING,
)

_WAYS = ("api", "scrape_logged_in")
"""Ways of collecting that, together, every document binds."""
_EVER = (STARTED, ENDLESS)


@dataclass(frozen=True)
class _Row:
    """The records of a month; of a platform, or of all *platforms* that come after those kept."""

    dataset: int
    place: int
    platform: str | None
    platforms: int
    month: datetime.date | None
    tally: Tally


def timelines(
    connection: duckdb.DuckDBPyConnection, platforms: Mapping[str, Platform], as_of: datetime.date
) -> dict[int, tuple[PlatformTimeline, ...]]:
    """Return the timelines of each dataset; the records of each add up to those of the dataset.

    It reads the table `standing`. The platform with most violations comes first,
    and what exceeds `PLATFORMS_KEPT` is summed up last.
    """
    bands = cache(lambda id_: tuple(_bands(platforms[id_])))
    found: dict[int, list[PlatformTimeline]] = {}
    for (dataset, _), rows in groupby(_rows(connection, as_of), key=lambda row: (row.dataset, row.place)):
        found.setdefault(dataset, []).append(_timeline(list(rows), platforms, bands))
    return {dataset: tuple(lines) for dataset, lines in found.items()}


def _rows(connection: duckdb.DuckDBPyConnection, as_of: datetime.date) -> list[_Row]:
    earliest = datetime.date(max(as_of.year - YEARS_KEPT, 1), 1, 1)
    sums = ", ".join(
        f"CAST(coalesce(sum(records) FILTER (worst = {worst}), 0) AS BIGINT) AS worst_{worst}"
        for worst in (VIOLATION, UNPROVEN, CLEAR)
    )
    rows = connection.execute(
        f"""
        WITH sizes AS (SELECT dataset, platform, {sums} FROM standing GROUP BY dataset, platform),
        ranked AS (
          SELECT dataset, platform, count(*) OVER (PARTITION BY dataset) - {PLATFORMS_KEPT} AS rest,
            least({PLATFORMS_KEPT}, row_number() OVER (PARTITION BY dataset ORDER BY worst_{VIOLATION} DESC,
              worst_{UNPROVEN} DESC, worst_{CLEAR} DESC, platform NULLS LAST) - 1) AS place
          FROM sizes
        )
        SELECT s.dataset, r.place, CASE WHEN r.place < {PLATFORMS_KEPT} THEN min(s.platform) END,
          CASE WHEN r.place < {PLATFORMS_KEPT} THEN 1 ELSE min(r.rest) END,
          CASE WHEN s.day BETWEEN ? AND ? THEN CAST(date_trunc('month', s.day) AS DATE) END AS month, {sums}
        FROM standing AS s JOIN ranked AS r
          ON r.dataset = s.dataset AND r.platform IS NOT DISTINCT FROM s.platform
        GROUP BY s.dataset, r.place, month ORDER BY s.dataset, r.place, month NULLS LAST
        """,
        [earliest, as_of],
    ).fetchall()
    return [
        _Row(dataset, place, platform, platforms, month, Tally(*sizes))
        for dataset, place, platform, platforms, month, *sizes in rows
    ]


def _timeline(
    rows: Sequence[_Row],
    platforms: Mapping[str, Platform],
    bands: Callable[[str], tuple[TermsBand, ...]],
) -> PlatformTimeline:
    id_ = rows[0].platform
    known = platforms.get(id_ or "")
    return PlatformTimeline(
        platform=id_,
        name=known.name if known else id_ or "",
        platforms=rows[0].platforms,
        months=tuple((row.month, row.tally) for row in rows if row.month is not None),
        elsewhen=sum((row.tally for row in rows if row.month is None), Tally()),
        bands=bands(id_) if id_ and known else (),
    )


def _bands(platform: Platform) -> Iterator[TermsBand]:
    """Yield what its clauses on access and training came to over time, whomever they bind."""
    dates = sorted({*_EVER, *clause_dates(platform)})
    found = [band for start, stop in pairwise(dates) for band in _in_force(platform, start, stop)]
    for name in _BANDS:
        yield from _merged([band for band in found if band.clause is name])


def _in_force(platform: Platform, start: datetime.date, stop: datetime.date) -> Iterator[TermsBand]:
    active = [cited for way in _WAYS for cited in clauses_on(start, platform, way)]
    first, last = (None if day in _EVER else day for day in (start, stop))
    for name, cited in deciding(active).items():
        clause = cited.clause
        yield TermsBand(name, clause.value, first, last, clause.basis, clause.left_censored)


def _merged(bands: Sequence[TermsBand]) -> list[TermsBand]:
    """Return the bands with those of one value that follow upon each other made one."""
    merged: list[TermsBand] = []
    for band in bands:
        last = merged[-1] if merged else None
        if last and last.stop == band.start and last.value == band.value:
            merged[-1] = replace(last, stop=band.stop)
        else:
            merged.append(band)
    return merged
