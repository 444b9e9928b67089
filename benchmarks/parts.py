"""What is measured against what: rows, rules, files, and a cache."""

import shutil
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from catalog import AS_OF, BASELINE, LOG, PEERS, Counts, check, knows, uncached
from inputs import change_one, manifest, pack_of, split, team_folder
from measure import FailedError, Measured, measure

BASE_ROWS = 1_000_000
"""Rows of the parts in which something else grows; fewer when fewer were asked for."""
CACHED_FILES = 100
LATER = "2026-09-22"

Line = dict[str, object]


@dataclass
class Bench:
    """One run of the benchmark: where it works, how often it measures, and what it found."""

    work: Path
    rows: Sequence[int]
    runs: int
    timeout: float
    rule_counts: Sequence[int]
    file_counts: Sequence[int]
    lines: list[Line] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    peers: list[str] = field(default_factory=list)

    def choose(self, wanted: Sequence[str]) -> None:
        """Take the peers that are wanted and installed; say which are not."""
        for name in PEERS:
            missing = PEERS[name].missing
            if name in wanted and missing:
                self.left_out[name] = f"not installed: {', '.join(missing)}"
            elif name in wanted:
                self.peers.append(name)

    @property
    def base(self) -> int:
        """Rows of the parts in which something else grows."""
        return min(max(self.rows), BASE_ROWS)

    def take_turns(
        self,
        part: str,
        size: object,
        commands: Mapping[str, Sequence[str]],
        read: Callable[[str], Counts] | None = None,
    ) -> None:
        """Measure the commands in turn, *runs* times, and keep medians and ratios to the baseline."""
        taken: dict[str, list[Measured]] = {name: [] for name in commands}
        counts: dict[str, Counts] = {}
        for _ in range(self.runs):
            for name in [name for name in commands if name in taken]:
                print(f"{part} {size}: {name}", file=sys.stderr, flush=True)
                try:
                    measured = measure(commands[name], self.work / LOG, self.timeout)
                except FailedError as error:
                    del taken[name]
                    self.left_out[f"{name}, {part} {size}"] = str(error)
                    continue
                taken[name].append(measured)
                counts[name] = read(name) if read else {}
        for name, measured in taken.items():
            self.lines.append(
                {"part": part, "size": size, "peer": name}
                | _medians(measured)
                | _ratios(measured, taken.get(BASELINE))
                | ({"answers": len(counts[name]), "differs": _differences(name, counts)} if read else {})
            )


def _medians(measured: Sequence[Measured]) -> Line:
    return {
        "runs": len(measured),
        "cpu": round(statistics.median(one.cpu for one in measured), 3),
        "wall": round(statistics.median(one.wall for one in measured), 3),
        "wall_range": [
            round(min(one.wall for one in measured), 3),
            round(max(one.wall for one in measured), 3),
        ],
        "peak_mb": round(statistics.median(one.peak_mb for one in measured)),
    }


def _ratios(measured: Sequence[Measured], base: Sequence[Measured] | None) -> Line:
    if not base:
        return {}
    cpu = statistics.median(one.cpu / other.cpu for one, other in zip(measured, base, strict=False))
    wall = statistics.median(one.wall / other.wall for one, other in zip(measured, base, strict=False))
    return {"cpu_ratio": round(cpu, 2), "wall_ratio": round(wall, 2)}


def _differences(name: str, counts: Mapping[str, Counts]) -> dict[str, str]:
    """Return each rule whose count is not that of the baseline, or that is not answered though it should."""
    expected, found = counts[BASELINE], counts[name]
    asked = expected if PEERS[name].answers_all else found
    return {
        rule: f"{found.get(rule)}, not {expected[rule]}"
        for rule in asked
        if found.get(rule) != expected[rule]
    }


def by_peer(bench: Bench) -> None:
    """Measure every peer on every number of rows."""
    for rows in bench.rows:
        path = str(manifest(bench.work, rows))
        commands = {name: PEERS[name].command(path, bench.work) for name in bench.peers}
        bench.take_turns("rows", rows, commands, lambda name: PEERS[name].counts(bench.work))


def by_rules(bench: Bench) -> None:
    """Measure more and more rules on the same rows."""
    path = str(manifest(bench.work, bench.base))
    for count in bench.rule_counts:
        pack = team_folder(bench.work / f"team-{count}", pack_of(bench.work, count))
        raw = PEERS[BASELINE].command(path, bench.work, "--rules", str(count))
        commands = {BASELINE: raw, "compliance-11": uncached(path, bench.work, "--rules", str(pack))}
        bench.take_turns("rules", count, commands)


def by_files(bench: Bench) -> None:
    """Measure the same rows in more and more files."""
    source = manifest(bench.work, bench.base)
    for files in bench.file_counts:
        folder = split(source, files)
        commands = {BASELINE: PEERS[BASELINE].command(f"{folder}/*.parquet", bench.work)}
        commands |= {"compliance": PEERS["compliance"].command(str(folder), bench.work)}
        bench.take_turns("files", files, commands)


def by_cache(bench: Bench) -> None:
    """Measure what a cache saves: cold, warm, after a change of one file, and as of another day."""
    if not knows("--cache"):
        bench.left_out["cache"] = "this version of compliance has no --cache"
        return
    folder = bench.work / "cached"
    cache = bench.work / "cache"
    steps: dict[str, list[Measured]] = {}
    for _ in range(bench.runs):
        for place in (folder, cache):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(split(manifest(bench.work, bench.base), CACHED_FILES), folder)
        for step, day in (
            ("cold", AS_OF),
            ("warm", AS_OF),
            ("one file changed", AS_OF),
            ("new as-of", LATER),
        ):
            if step == "one file changed":
                change_one(folder)
            command = check(str(folder), bench.work, "--cache", str(cache), "--as-of", day)
            try:
                steps.setdefault(step, []).append(measure(command, bench.work / LOG, bench.timeout))
            except FailedError as error:
                bench.left_out[f"cache, {step}"] = str(error)
    bench.lines += (
        {"part": "cache", "size": step, "peer": "compliance"} | _medians(measured)
        for step, measured in steps.items()
    )
