"""Models: what the terms of the programs that generated a record say of training on it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import pyarrow as pa

from compliance.judge.regions import is_within, regions_of
from compliance.judge.terms import ENDLESS, STARTED, Pointers, TermsTable, deciding
from compliance.model.finding import CitedClause
from compliance.model.platform import STRICTNESS, Basis, Clause, ClauseName, Platform, Status
from compliance.model.reference import KnownModel
from compliance.model.spelling import model_key

ModelKey = tuple[Sequence[str] | None, str | None]
"""What a record says generated it, and the region it is from."""

_WORDS = "preview|latest|chat|instruct|hf|it|turbo|mini|nano|pro|vision|audio|search|codex|flash|lite|ultra"
_VARIANT = re.compile(
    r"(?:-(?:\d{4}-\d\d-\d\d|\d{3,8}|\d+x\d+b|\d+e|\d+(?:\.\d+)?[bk]|v\d+(?:\.\d+)*|opus|sonnet|haiku|small|base"
    rf"|large|xl|xxl|{_WORDS}))*"
)
"""What may follow the name of a family: dates, sizes, versions and the words that makers use."""
_STRICTEST = STRICTNESS[ClauseName.MODEL_OUTPUT_TRAINING][-1]


@dataclass(frozen=True)
class ModelBook:
    """Every known model, found by the names that people give it."""

    models: tuple[KnownModel, ...]
    platforms: Mapping[str, Platform]

    def find(self, written: str) -> KnownModel | None:
        """Return the model of a written name, or none: nothing is recognised by likeness."""
        for name in sorted(self._spellings(model_key(written)), key=len):
            if name in self._exact:
                return self._exact[name]
            for family in sorted(self._families, key=len, reverse=True):
                if name.startswith(family) and _VARIANT.fullmatch(name[len(family) :]):
                    return self._families[family]
        return None

    def clauses(self, model: KnownModel) -> Iterator[CitedClause]:
        """Yield what has ever been said of training on the output of a model."""
        if model.output_training is not None:
            clause = Clause(
                clause=ClauseName.MODEL_OUTPUT_TRAINING,
                value=model.output_training,
                effective_from=None,
                basis=Basis.STATED,
                note=model.note,
                source=model.source,
            )
            yield CitedClause(model.id, f"License of {model.id}", clause)
        elif model.provider is not None:
            for document in self.platforms[model.provider].documents:
                if not model.documents or document.title in model.documents:
                    for clause in document.clauses:
                        if _is_about_output(clause):
                            yield CitedClause(model.provider, document.title, clause)

    def dates(self, generators: Iterable[str]) -> frozenset[date]:
        """Return every day on which the terms for one of these generators change."""
        known = (model for model in map(self.find, generators) if model is not None)
        spans = (_span(cited) for model in known for cited in self.clauses(model))
        return frozenset(day for span in spans for day in span) - {STARTED, ENDLESS}

    def _spellings(self, name: str) -> set[str]:
        """Return the name with and without the makers that may stand before it."""
        found, waiting = {name}, [name]
        while waiting:
            current = waiting.pop()
            for maker in self._makers:
                shorter = current.removeprefix(f"{maker}-")
                if shorter not in found:
                    found.add(shorter)
                    waiting.append(shorter)
        return found

    @cached_property
    def _makers(self) -> frozenset[str]:
        return frozenset(model_key(maker) for model in self.models for maker in model.makers)

    @cached_property
    def _exact(self) -> Mapping[str, KnownModel]:
        return {model_key(name): model for model in self.models for name in model.names}

    @cached_property
    def _families(self) -> Mapping[str, KnownModel]:
        return {model_key(name): model for model in self.models for name in model.families}


def model_table(keys: Iterable[ModelKey], book: ModelBook, first: int = 0) -> TermsTable:
    """Return what is known of the generators: one row for each key and interval of days.

    `start <= day < stop`. Of several generators the strictest decides; an
    unknown one leaves the answer open, unless another bars training anyhow.
    The pointers count its clauses from *first*.
    """
    rows, pointers = [], Pointers(first)
    for generators, region in keys:
        if not generators:
            continue
        models = [book.find(name) for name in generators]
        known = [model for model in models if model is not None]
        spoken = [
            [cited for cited in book.clauses(model) if _is_for(cited, region)]
            for model in dict.fromkeys(known)
        ]
        spans = [_span(clause) for clauses in spoken for clause in clauses]
        days = sorted({STARTED, ENDLESS, *(day for span in spans for day in span)})
        about = {
            "generators": list(generators),
            "region": region,
            "model.known": True if len(known) == len(models) else None,
            "model.providers": sorted({model.provider for model in known if model.provider}),
        }
        for start, stop in pairwise(days):
            answer = _answer(spoken, start, pointers, all_known=len(known) == len(models))
            rows.append({**about, "start": start, "stop": stop, **answer})
    return TermsTable(pa.Table.from_pylist(rows, _SCHEMA), tuple(pointers.clauses))


def _answer(
    spoken: Sequence[Sequence[CitedClause]], day: date, pointers: Pointers, *, all_known: bool
) -> dict[str, object]:
    """Return value, conditions and pointers of the strictest terms in force on a day."""
    active = [[clause for clause in clauses if _is_in_force(clause, day)] for clauses in spoken]
    decisive = deciding(clause for clauses in active for clause in clauses)
    if not decisive:
        return {}
    clause = decisive[ClauseName.MODEL_OUTPUT_TRAINING]
    if clause.clause.value != _STRICTEST and not (all_known and all(active)):
        return {}
    beside = pointers.beside(clause, (other for clauses in active for other in clauses))
    return {
        "model.output_training": clause.clause.value,
        "model.output_training_conditions": list(clause.clause.conditions),
        **{f"model.output_training{mark}": number for mark, number in beside.items()},
    }


def _is_about_output(clause: Clause) -> bool:
    binding = {Status.IN_FORCE, Status.SUPERSEDED}
    return clause.clause is ClauseName.MODEL_OUTPUT_TRAINING and clause.status in binding


def _is_for(cited: CitedClause, region: str | None) -> bool:
    return cited.clause.region is None or is_within(regions_of(region), cited.clause.region)


def _span(cited: CitedClause) -> tuple[date, date]:
    return cited.clause.effective_from or STARTED, cited.clause.effective_to or ENDLESS


def _is_in_force(cited: CitedClause, day: date) -> bool:
    start, stop = _span(cited)
    return start <= day < stop


_SCHEMA = pa.schema(
    [
        ("generators", pa.list_(pa.string())),
        ("region", pa.string()),
        ("start", pa.date32()),
        ("stop", pa.date32()),
        ("model.known", pa.bool_()),
        ("model.providers", pa.list_(pa.string())),
        ("model.output_training", pa.string()),
        ("model.output_training_conditions", pa.list_(pa.string())),
        ("model.output_training#", pa.int32()),
        ("model.output_training+", pa.int32()),
    ]
)
