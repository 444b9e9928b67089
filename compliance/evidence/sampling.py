"""Audit samples: of the records that a rule calls the same, a few at random, the same ones every time."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from compliance.database import Resources, open_database, store
from compliance.evidence.rows import fetch_rows
from compliance.model.manifest import ManifestFile
from compliance.model.profile import pointer_to
from compliance.model.report import Counts
from compliance.model.sample import AuditSample, Draw, Stratum
from compliance.model.verdict import Verdict

_Drawn = Mapping[tuple[str, str], Sequence[int]]
_POINTER = f'CAST("file" AS BIGINT) * {pointer_to(1, 0)} + "row"'


@dataclass(frozen=True)
class Sampled:
    """What a sample of one dataset is drawn from."""

    files: Sequence[ManifestFile]
    records: Iterable[pa.RecordBatch]
    """File, row and mark; each record once, in any order."""
    verdicts: pa.Table
    """What each mark stands for: columns mark, rule and verdict."""
    counts: Sequence[tuple[str, Counts]]
    """Rule id, and how many records it calls what."""


def draw_sample(sampled: Sampled, draw: Draw, resources: Resources | None = None) -> AuditSample:
    """Return records of each stratum at random, all of them where there are fewer.

    Equal files and seeds give equal samples, whatever the files are called.
    Raises ManifestError when one cannot be read, or has changed since the scan.
    """
    digests = sorted(file.input.sha256 for file in sampled.files)
    seed = _digest(*digests) if draw.seed is None else draw.seed
    drawn = _drawn(sampled, seed, draw.size, resources)
    rows = fetch_rows(sampled.files, (pointer for pointers in drawn.values() for pointer in pointers))
    strata = (
        Stratum(rule, verdict, records, tuple(rows[pointer] for pointer in drawn[rule, verdict]))
        for rule, counts in sampled.counts
        for verdict, records in _strata(counts)
        if records
    )
    return AuditSample(draw.size, seed, tuple(strata))


def _strata(counts: Counts) -> tuple[tuple[Verdict, int], ...]:
    """Return what a rule can say that can be wrong of a record, and of how many it does."""
    return (
        (Verdict.VIOLATION, counts.violation),
        (Verdict.UNPROVEN, counts.unproven),
        (Verdict.COMPLIANT, counts.compliant),
    )


def _salts(seed: str, files: Sequence[ManifestFile]) -> Iterator[str]:
    """Yield what the order of the records of each file depends on: never its name, which is easily chosen."""
    copies: Counter[str] = Counter()
    for file in files:
        digest = file.input.sha256
        yield _digest(seed, digest, str(copies[digest]))
        copies[digest] += 1


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode(errors="surrogatepass")).hexdigest()


def _drawn(sampled: Sampled, seed: str, size: int, resources: Resources | None) -> _Drawn:
    """Return pointers by rule and verdict: the records of each whose digests are the smallest.

    The smallest of a stratum are among the smallest of its marks, so that a
    record is looked at once, and few are held.
    """
    with open_database(resources=resources) as connection:
        salts = tuple(_salts(seed, sampled.files))
        numbers = pa.array(range(len(salts)), pa.int32())
        store(connection, "salts", pa.table({"file": numbers, "salt": pa.array(salts, pa.string())}))
        store(connection, "verdicts", sampled.verdicts)
        connection.execute("CREATE TABLE kept (mark INTEGER, place STRUCT(key UHUGEINT, pointer BIGINT))")
        for batch in sampled.records:
            connection.register("batch", pa.Table.from_batches([batch]))
            connection.execute(
                f"""
                CREATE OR REPLACE TABLE kept AS
                SELECT mark, unnest(min(place, {size})) AS place FROM (
                  FROM kept UNION ALL
                  SELECT mark, {{'key': md5_number(salt || "row"), 'pointer': {_POINTER}}}
                  FROM batch JOIN salts USING (file)
                ) GROUP BY mark
                """
            )
            connection.unregister("batch")
        found = connection.execute(
            f"SELECT rule, verdict, min(place, {size}) FROM kept JOIN verdicts USING (mark) GROUP BY ALL"
        ).fetchall()
    return {(rule, verdict): [place["pointer"] for place in places] for rule, verdict, places in found}
