"""The catalogue of texts: the page says nothing that is not in it, and it holds nothing else."""

import re
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from compliance.model.correction import CorrectionState
from compliance.model.document import DocumentState
from compliance.model.exposure import Assumption
from compliance.model.history import Known
from compliance.model.platform import STRICTNESS, Basis
from compliance.model.waiver import WaiverReason, WaiverState
from compliance.reporting.say import say, texts

REPORTING = Path(__file__).parents[2] / "compliance" / "reporting"
SOURCES = [*REPORTING.rglob("*.py"), *REPORTING.rglob("*.j2")]
TEMPLATES = sorted(REPORTING.rglob("*.j2"))
_KEY = re.compile(r"""["']([a-z]+)\.([a-z_]+)["']""")
_VALUES = {value for values in STRICTNESS.values() for value in values}
_STATES = {*WaiverReason, *WaiverState, *CorrectionState, *DocumentState}
_WORDS = {*Assumption, *Basis, *Known, *_STATES, *_VALUES}
"""Words of the model that keys are put together from."""


def test_every_text_is_used() -> None:
    """A text that nobody says would be translated in vain."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = {".".join(key) for key in _KEY.findall(source)}
    built = set(re.findall(r'say\(f?"([a-z]+)\.(?:\{|")', source))
    words = _WORDS | set(re.findall(r'"([a-z_-]+)"', source)) | set(STRICTNESS)
    silent = {
        key
        for key in texts()
        if key not in used and not (key.split(".")[0] in built and key.split(".")[1] in words)
    }

    assert silent == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_text_of_their_own(path: Path) -> None:
    """What a template says in words comes from the catalogue; marks and numbers are no words."""
    logic = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
    source = logic.sub("", path.read_text(encoding="utf-8"))
    source = re.sub(r'^data-.*"$', "", source, flags=re.MULTILINE)
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = lambda data: words.extend(re.findall(r"[A-Za-z]{2,}", data))  # type: ignore[method-assign]
    parser.feed(source)

    assert words == []


def test_words_of_the_model_have_texts() -> None:
    """Every assumption, basis, state and reason can be said, and every value of a clause drawn."""
    keys = {f"assumption.{name}" for name in Assumption} | {f"basis.{name}" for name in Basis}
    keys |= {f"lineage.{name}" for name in Known}
    keys |= {f"amendments.{name}" for states in (WaiverState, CorrectionState) for name in states}
    keys |= {f"reason.{name}" for name in WaiverReason} | {f"paper.{name}" for name in DocumentState}
    for clause, values in STRICTNESS.items():
        if f"clause.{clause}" in texts():
            keys |= {f"value.{value}" for value in values}

    assert keys <= texts().keys()


def test_values_are_named() -> None:
    """Braces hold names, so that a translation may put them in another order."""
    names = [
        name for text in texts().values() for _, name, _, _ in Formatter().parse(text) if name is not None
    ]

    assert all(name.isidentifier() for name in names)
    assert say("cut.shown", shown=1, total=2, noun="files", rest="more") == "1 of 2 files shown; more"
