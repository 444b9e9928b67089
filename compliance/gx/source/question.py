"""What a batch asks: a manifest or one file of it, by which papers, as of which day."""

import datetime
from dataclasses import dataclass, field, replace
from functools import lru_cache

from compliance.asking import means_of, request_for, shown
from compliance.caching import cache_folder
from compliance.database import Resources
from compliance.errors import UsageError
from compliance.gx.source.cells import Cells, cells_of
from compliance.laws import Laws, read_laws
from compliance.model.arguments import Arguments
from compliance.model.base import Document
from compliance.model.contract import Contract
from compliance.model.input import Input
from compliance.model.manifest import Dataset
from compliance.model.report import FileCoverage, Report
from compliance.pipeline import Request, examine, read_datasets
from compliance.profile import Means, open_engine
from compliance.profile.needs import needed_columns
from compliance.reporting.redaction import redacted
from compliance.storage import read_place


class Question(Document):
    """All that decides the report on a batch."""

    path: str
    as_of: datetime.date
    card: str | None = None
    grants: str | None = None
    rules: tuple[str, ...] = ()
    waivers: str | None = None
    corrections: str | None = None
    baseline: str | None = None
    file: str | None = None
    """The only file of the manifest to look at, as reports name it; None is all of them."""
    engine: str = "duckdb"
    spark_master: str | None = None

    @property
    def arguments(self) -> Arguments:
        """The same as reports record it: no secret of an address is in it."""
        return Arguments(
            paths=(self.file or shown(read_place(self.path)),),
            card=self.card,
            rules=self.rules,
            grants=self.grants,
            waivers=self.waivers,
            corrections=self.corrections,
            baseline=self.baseline,
        )

    @property
    def call(self) -> str:
        """The call of Python that asks the same."""
        return self.arguments.call(self.as_of)

    @property
    def request(self) -> Request:
        """What the kernel is asked of the whole manifest. Raises UsageError."""
        return request_for((read_place(self.path),), self.arguments, self.as_of)

    @property
    def means(self) -> Means:
        """Where its scans run, and where what they find is kept. Raises UsageError."""
        return means_of(open_engine(self.engine, Resources(), self.spark_master))


@dataclass(frozen=True)
class Answer:
    """The report on a batch, and what its one scan tells of columns besides."""

    report: Report
    cells: Cells
    read: frozenset[str]
    """The canonical columns that the scan has read, where they are there."""


@dataclass(frozen=True)
class State:
    """A question, and all that its answer is made from; equal states have equal answers."""

    question: Question
    inputs: tuple[Input, ...]
    unread: tuple[FileCoverage, ...]
    request: Request = field(compare=False)
    laws: Laws = field(compare=False)
    dataset: Dataset = field(compare=False)


def answer(question: Question) -> Report:
    """Return the report on a batch, made once while none of its inputs changes. Raises ComplianceError."""
    return answered(state_of(question)).report


def state_of(question: Question) -> State:
    """Return what a question asks about as it is now. Raises ComplianceError."""
    request = question.request
    laws, dataset = read_laws(request.rules, cache_folder()), dataset_of(question)
    law = (*laws.packs.inputs, *laws.reference.inputs, *laws.adjusted.inputs)
    inputs = (*law, *dataset.inputs, *(file.input for file in dataset.files))
    if (
        question.file is not None and question.card is None
    ):  # which lies beside the manifest, maybe not the file
        arguments = replace(question.arguments, card=dataset.card_path)
        request = replace(request, arguments=arguments, command=arguments.call(question.as_of))
    return State(question, inputs, dataset.unread, request, laws, dataset)


def dataset_of(question: Question) -> Dataset:
    """Return the dataset a batch is of, with its one file where it is of one. Raises ComplianceError.

    What the card promises of all rows together is not asked of one file.
    """
    datasets = read_datasets(question.request, cache_folder())
    if len(datasets) != 1:
        names = ", ".join(dataset.name for dataset in datasets)
        raise UsageError(f"{question.path} has several datasets: {names}", remedy="add an asset for each")
    dataset = datasets[0]
    if question.file is None:
        return dataset
    files = tuple(file for file in dataset.files if file.path == question.file)
    unread = tuple(file for file in dataset.unread if file.path == question.file)
    if not files and not unread:
        raise UsageError(
            f"{question.path} has no file {question.file}", remedy="see get_batch_identifiers_list()"
        )
    card = dataset.card.model_copy(update={"contract": Contract()})
    return replace(dataset, card=card, files=files, unread=unread)


@lru_cache(maxsize=4)
def answered(state: State) -> Answer:
    """Return the answer, made once for each state."""
    examined = examine(state.request, state.laws, [state.dataset], state.question.means)
    [profile] = examined.profiles
    read = frozenset(needed_columns(examined.facts))
    return Answer(redacted(examined.report), cells_of(profile, examined.facts), read)
