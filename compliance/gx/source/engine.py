"""The execution engine: batches whose data is a question, answered once for all that ask."""

from typing import Any, NoReturn

from compliance.errors import UsageError
from compliance.gx.host import BatchData, BatchSpec, ExecutionEngine
from compliance.gx.source.question import Question, answer
from compliance.gx.source.refusing import refuse_other_metrics
from compliance.model.report import Report


class ReportedData(BatchData):
    """What a batch is of: a report on one dataset."""

    def report(self) -> Report:
        """Return the report. Raises ComplianceError."""
        raise NotImplementedError


class ManifestBatchData(ReportedData):
    """A question about a manifest; nothing is read until a metric asks."""

    def __init__(self, execution_engine: ExecutionEngine, question: Question) -> None:
        super().__init__(execution_engine)
        self.question = question

    def report(self) -> Report:
        """Return the answer, for which the manifest is scanned once. Raises ComplianceError."""
        return answer(self.question)


class ManifestExecutionEngine(ExecutionEngine):
    """Answers metrics by the profile and the judge, which run on DuckDB or Spark."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        refuse_other_metrics(ManifestExecutionEngine)

    def get_batch_data_and_markers(self, batch_spec: BatchSpec) -> NoReturn:
        """Refuse: the specification of a batch is shown, so it lacks what may be a secret."""
        raise NotImplementedError(f"get the batch of {dict(batch_spec)} from its asset")

    def data(self, domain: dict[str, Any]) -> ReportedData:
        """Return the data of a metric's domain."""
        manager = self.batch_manager
        data: ReportedData = manager.batch_data_cache.get(domain.get("batch_id")) or manager.active_batch_data
        return data

    def question(self, domain: dict[str, Any]) -> Question:
        """Return what the batch of a metric's domain asks. Raises UsageError for a batch of a report."""
        return question_of(self.data(domain))

    def _no_condition(self, condition: object) -> NoReturn:
        raise NotImplementedError(f"rules have their own conditions; {condition} is for other data sources")

    _comparison_condition_to_filter_clause = _no_condition
    _nullity_condition_to_filter_clause = _no_condition
    _and_condition_to_filter_clause = _no_condition
    _or_condition_to_filter_clause = _no_condition


def question_of(data: BatchData) -> Question:
    """Return what a batch with these data asks. Raises UsageError for a batch of a report."""
    if not isinstance(data, ManifestBatchData):
        raise UsageError("a report has no rows and columns", remedy="ask a batch of the manifest itself")
    return data.question
