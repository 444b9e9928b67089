"""Whether the manifest of a batch conforms, from the profile that its rules were judged by."""

from collections.abc import Collection
from functools import lru_cache

from compliance.contract import check_contract
from compliance.errors import ManifestError, UsageError
from compliance.evidence import fetch_rows
from compliance.gx.contract.conformity import Conformity, Fault, find_faults
from compliance.gx.contract.demand import Demand
from compliance.gx.source.cells import Cells, cells_of, plan_for
from compliance.gx.source.question import Answer, State, answered
from compliance.model.contract_result import ContractResult
from compliance.model.exemplar import Exemplar
from compliance.model.profile import pointed
from compliance.profile import profile_dataset
from compliance.reporting.redaction import without_secrets


@lru_cache(maxsize=8)
def conformity(state: State, demand: Demand) -> Conformity:
    """Return whether the manifest conforms, found once for each state and demand. Raises ComplianceError.

    What the profile of the rules does not tell, such as which records have no
    id, is read by a scan of those columns alone.
    """
    found = answered(state)
    [report], dataset = found.report.datasets, state.dataset
    cells = found.cells | _cells_besides(state, demand, found)
    faults = find_faults(
        cells, dataset.columns_bound, demand, _checks(state, demand, found), report.rows_examined
    )
    examples, notices = _examples(state, faults)
    said = (notice.text for notice in found.report.notices if notice.dataset == dataset.name)
    conforming = Conformity(report.rows_examined, faults, (*said, *notices), examples)
    return without_secrets(conforming)


def _cells_besides(state: State, demand: Demand, found: Answer) -> Cells:
    """Return what the demand asks and the profile does not tell."""
    bound, known = set(state.dataset.columns_bound), found.cells
    filled = {name for name in demand.filled if name not in known.empty}
    unread = {name for name in demand.named if name not in found.read}
    counted = {name for name, _ in demand.vocabularies if name not in known.words} & bound
    plan = plan_for(sorted((filled | unread) & bound), sorted(counted))
    if not plan.names:
        return Cells()
    means = state.question.means
    try:
        profile = profile_dataset(state.dataset, plan, state.laws.reference.reference.hosts, means)
    finally:
        means.engine.close()
    return cells_of(profile, plan, counted)


def _checks(state: State, demand: Demand, found: Answer) -> Collection[ContractResult]:
    """Return the results of the checks asked for here, and of those in the card."""
    [report] = found.report.datasets
    if not set(demand.checks) - {result.check for result in report.contract}:
        return report.contract
    if state.question.file is not None:
        raise UsageError(
            f"{', '.join(demand.checks)}: these are checks of all rows of a manifest together",
            remedy="ask them of a batch with the whole manifest",
        )
    return check_contract(state.dataset, report.coverage, demand.checks)


def _examples(state: State, faults: Collection[Fault]) -> tuple[dict[int, Exemplar], tuple[str, ...]]:
    """Return the rows that faults point to, and why there are none if they cannot be fetched."""
    files = state.dataset.files
    pointers = {pointer for fault in faults for pointer in fault.pointers}
    here = {pointer for pointer in pointers if files[pointed(pointer)[0]].pointer is None}
    try:
        return fetch_rows(files, here), ()
    except ManifestError as error:
        return {}, (f"No example rows could be fetched: {error.text}.",)
