"""The baseline: a JSON file that the program writes and a team commits."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from compliance.errors import ConfigurationError, Problem
from compliance.model.baseline import Baseline, BaselineEntry
from compliance.model.input import Input

BASELINE = "baseline.json"


def read_baseline(path: Path, shown: str) -> tuple[tuple[BaselineEntry, ...], tuple[Input, ...]]:
    """Return the entries of the baseline at *path*. Raises ConfigurationError with every fault."""
    try:
        content = path.read_bytes()
        baseline = Baseline.model_validate_json(content)
    except OSError as error:
        raise ConfigurationError((Problem(shown, 1, 1, f"cannot be read: {error.strerror}"),)) from error
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        texts = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".lstrip(": ") for fault in faults)
        remedy = "`compliance baseline create` writes it anew"
        raise ConfigurationError(
            tuple(Problem(shown, 1, 1, f"is no baseline: {text}; {remedy}") for text in texts)
        ) from error
    recorded = Input(shown, "baseline", hashlib.sha256(content).hexdigest(), len(content))
    return baseline.entries, (recorded,)


def baseline_text(entries: Iterable[BaselineEntry]) -> str:
    """Return the file: one line for each entry, in an order that keeps changes small."""
    ordered = sorted(entries, key=lambda entry: (entry.dataset, entry.rule, entry.verdict, entry.fingerprint))
    lines = ",\n".join(f"  {json.dumps(entry.model_dump(mode='json'))}" for entry in ordered)
    return f'{{"entries": [\n{lines}\n]}}\n' if lines else '{"entries": []}\n'
