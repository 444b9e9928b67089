"""Laws: rules and reference data, the shipped ones and a team's own, ready to judge by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.adjustments import Adjusted, adjust, read_adjustments
from compliance.inputs.law_cache import LawCache, WrittenLaws
from compliance.inputs.law_files import law_places
from compliance.inputs.reference import ReferenceFiles, read_reference
from compliance.inputs.rules import Packs, read_packs
from compliance.inputs.selectors import check_corrections, check_waivers
from compliance.inputs.teams import REFERENCE, Place
from compliance.judge import JudgingPlan, amended, plan_judging
from compliance.judge.licenses import read_license
from compliance.model.manifest import Dataset

Read = TypeVar("Read")


@dataclass(frozen=True)
class Laws:
    """Rules and reference data: everything a judgement rests on but the datasets."""

    packs: Packs
    """The packs, with the rules that judge."""
    reference: ReferenceFiles
    plan: JudgingPlan
    adjusted: Adjusted
    """What a team changed about the rules, and which it switched off."""

    def amended_for(self, datasets: Sequence[Dataset]) -> "Laws":
        """Return the laws with what is waived and corrected in *datasets*. Raises ConfigurationError."""
        amendments = [dataset.amendments for dataset in datasets]
        waivers = [stated for amendment in amendments for stated in amendment.waivers]
        corrections = [stated for amendment in amendments for stated in amendment.corrections]
        if not waivers and not corrections:
            return self
        known = {rule.id for rule in (*self.packs.rules, *self.adjusted.switched_off)}
        checked = check_waivers(waivers, known), check_corrections(corrections)
        return replace(self, plan=amended(self.plan, *checked))


def read_laws(folders: Sequence[Path] = (), cache: Path | None = None) -> Laws:
    """Return the shipped rules and reference data, with those in a team's *folders* beside them.

    Files that have not changed since they were kept in the folder *cache* are
    not parsed again. Raises ConfigurationError with the problems of every file.
    """
    written = LawCache(cache, law_places(folders))
    problems: list[Problem] = []
    packs, reference = _read_written(written.places, written, problems)
    files = _unless_faulty(problems, partial(read_adjustments, written.places[1:]))
    adjusted = packs and files is not None and _unless_faulty(problems, partial(adjust, packs.rules, files))
    if not packs or not reference or not adjusted:
        raise ConfigurationError(tuple(problems))
    return Laws(replace(packs, rules=adjusted.rules), reference, plan_judging(adjusted.rules), adjusted)


def _read_written(
    places: Sequence[Place], cache: LawCache, problems: list[Problem]
) -> tuple[Packs | None, ReferenceFiles | None]:
    """Return what the files say, from the cache if it can; None for what has problems."""
    known = cache.recall()
    if known is not None:
        return known.packs, known.reference
    (folder, shown), *beside = ((path / REFERENCE, f"{name}/{REFERENCE}") for path, name in places)
    packs = _unless_faulty(problems, partial(read_packs, places))
    reference = _unless_faulty(problems, partial(read_reference, folder, shown, beside, read_license))
    if packs and reference:
        cache.keep(WrittenLaws(packs, reference))
    return packs, reference


def _unless_faulty(problems: list[Problem], read: Callable[[], Read]) -> Read | None:
    """Return what was read; None when it has problems, which are then kept."""
    try:
        return read()
    except ConfigurationError as error:
        problems += error.problems
        return None
