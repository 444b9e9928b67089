"""What is known of the models that generated a record."""

import pytest

from compliance.inputs.discovery import shipped_rules
from compliance.inputs.reference import read_reference
from compliance.judge.models import ModelBook
from compliance.model.platform import Basis, Clause, ClauseName, TermsDocument
from compliance.model.reference import KnownModel, Reference
from compliance.model.rule import Clock
from tests.judge.situation import SOURCE, Situation, day, judged, platform, rule, truth


def _clause(value: str, start: str, *conditions: str, region: str | None = None) -> Clause:
    return Clause(
        clause=ClauseName.MODEL_OUTPUT_TRAINING,
        value=value,
        conditions=conditions,
        effective_from=day(start),
        basis=Basis.STATED,
        region=region,
        note="",
        source=SOURCE,
    )


def _document(title: str, *clauses: Clause) -> TermsDocument:
    return TermsDocument(title=title, binds=("account_holders",), clauses=clauses)


ACME = platform(
    "acme",
    _document("Chat terms", _clause("prohibited", "2024-01-01", "competing_models_only")),
    _document("Weights", _clause("allowed", "2024-06-01", "notice")),
)
BETA = platform("beta", _document("Terms", _clause("prohibited", "2024-03-01", region="EU")))
MODELS = (
    KnownModel(
        id="acme",
        families=("acme-2",),
        makers=("acme",),
        provider="acme",
        documents=("Chat terms",),
        source=SOURCE,
    ),
    KnownModel(id="acme-open", names=("Acme Open",), provider="acme", documents=("Weights",), source=SOURCE),
    KnownModel(id="beta", names=("beta",), provider="beta", source=SOURCE),
    KnownModel(id="free", names=("free",), output_training="silent", note="Nothing.", source=SOURCE),
)
WORLD = Reference({"acme": ACME, "beta": BETA}, {}, (), (), MODELS)
BOOK = ModelBook(MODELS, WORLD.platforms)


def says(
    condition: str, generators: list[str] | None, used_at: str = "2024-08-01", **more: object
) -> bool | None:
    """Return what a condition is for a record of these generators, used on a day."""
    row = {"generated_by": generators, "used_at": day(used_at)} | more
    return truth(condition, Situation([row]), WORLD, Clock.USED_AT)


@pytest.mark.parametrize(
    "written",
    [
        "acme-2",
        "ACME 2",
        "acme/acme-2",
        "Acme_2-70b-chat-hf",
        "acme acme-2-0613",
        "acme-2-2024-04-09",
        "acme-2-v0.3",
    ],
)
def test_names_people_write(written: str) -> None:
    """Case, separators, makers, dates, sizes and versions do not hide a model."""
    found = BOOK.find(written)

    assert found is not None
    assert found.id == "acme"


@pytest.mark.parametrize(
    "written",
    ["acme-20", "acme-2-x-other", "acme-2.5", "my-acme-2", "other/acme-2", "acme", "", "acme-2 and humans"],
)
def test_nothing_is_recognised_by_likeness(written: str) -> None:
    """A name that nobody has looked up stays unknown, however near it is to one that is known."""
    assert BOOK.find(written) is None


@pytest.mark.parametrize(
    ("generators", "known"),
    [(["acme-2"], True), (["acme-2", "who"], None), (["who"], None), ([], None), (None, None)],
)
def test_known(generators: list[str] | None, known: bool | None) -> None:  # noqa: FBT001 - a truth value
    """Only generators that are all in the reference data are known."""
    assert says("model.known", generators) is known


@pytest.mark.parametrize(("used_at", "barred"), [("2023-12-31", None), ("2024-01-01", True)])
def test_the_clause_of_the_day_of_use(used_at: str, barred: bool | None) -> None:  # noqa: FBT001 - a truth value
    """Before the first day on record the answer is unknown, not allowed."""
    assert says("model.output_training = 'prohibited'", ["acme-2"], used_at) is barred


def test_only_the_documents_of_the_model() -> None:
    """A provider's other documents say nothing of a model that is under one of them."""
    assert says("model.output_training = 'allowed'", ["Acme Open"])
    assert says("list_contains(model.output_training_conditions, 'notice')", ["Acme Open"])


@pytest.mark.parametrize(
    ("generators", "value"),
    [
        (["free"], "silent"),
        (["free", "Acme Open"], "allowed"),
        (["free", "acme-2"], "prohibited"),
        (["who", "acme-2"], "prohibited"),
        (["who", "free"], None),
        (["beta", "free"], None),
    ],
)
def test_the_strictest_of_several(generators: list[str], value: str | None) -> None:
    """An unknown generator leaves the answer open unless another bars training anyhow."""
    expected = None if value is None else True

    assert says(f"model.output_training = '{value}'", generators) is expected


@pytest.mark.parametrize(("region", "barred"), [("DE", True), ("US", None), (None, None)])
def test_a_regional_clause(region: str | None, barred: bool | None) -> None:  # noqa: FBT001 - a truth value
    """A clause for a region holds for records known to be from there."""
    assert says("model.output_training = 'prohibited'", ["beta"], region=region) is barred


def test_providers() -> None:
    """The platforms behind the generators are listed; open weights have none."""
    assert says("model.providers = ['acme', 'beta']", ["beta", "acme-2", "free"])


def test_a_finding_cites_the_clauses() -> None:
    """Clauses of terms and of model output stand side by side in one finding's groups."""
    checked = rule("model.output_training <> 'prohibited'", clock=Clock.USED_AT)
    row = {"generated_by": ["acme-2"], "used_at": day("2024-08-01")}
    (found,) = judged([Situation([row])], [checked], WORLD).findings

    (cited,) = found.groups[0].clauses
    assert (cited.platform, cited.document) == ("acme", "Chat terms")


def test_shipped_names_mean_one_model_each() -> None:
    """No name or family of the shipped models is given twice, and each is found under its own row."""
    reference = read_reference(shipped_rules() / "reference", "rules/reference").reference
    book = ModelBook(reference.models, reference.platforms)
    names = [(name, model.id) for model in reference.models for name in (*model.names, *model.families)]

    assert len({name.casefold() for name, _ in names}) == len(names)
    assert [(name, found and found.id) for name, _ in names if (found := book.find(name))] == names
