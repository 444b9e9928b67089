"""What machine-readable signals say about training: robots extensions, TDM, AIPREF, RSL and their like.

Several schemes may speak about one record. The strictest value decides, as RSL and AIPREF have it;
a record about which none speaks has no signal, which is neither permission nor refusal. A signal
without a category is read from its raw text; what nobody can read is unknown, never silence.
"""

from compliance.profile.facts.derived_fact import DerivedFact, Layer
from compliance.quoting import literal

_TRAINING = (
    *("train-ai", "ai-train", "ai-training", "ai-all", "all", "gen-ai"),
    *("tdm", "data-mining", "cawg.ai-training", "cawg.ai-generative-training"),
)
"""Categories that cover the training of models, underscores written as hyphens."""
_STRICTEST_FIRST = ("disallowed", "constrained", "unknown", "allowed")
_SIGNALS = '"record.rights_signals"'

# Every pattern must mean the same to RE2 and to Java.
_SPACE = r"[ \t]*"
_STRING = r'"(?:[ !#-Z\[\]^-~]|\\["\\])*"'
_KEY = "[a-z*][a-z0-9_.*-]*"
_BARE_WORD = "[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*"
_ITEM = rf"(?:-?[0-9]+(?:[.][0-9]+)?|{_STRING}|{_BARE_WORD}|:[A-Za-z0-9+/=]*:|[?][01]|@-?[0-9]+)"
_PARAMETERS = f"(?:; *{_KEY}(?:={_ITEM})?)*"
_LIST = rf"[(] *(?:{_ITEM}{_PARAMETERS} *)*[)]"
_MEMBER = f"{_KEY}(?:=(?:{_ITEM}|{_LIST}))?{_PARAMETERS}"
_DICTIONARY = f"^{_MEMBER}(?:{_SPACE},{_SPACE}{_MEMBER})*$"
"""A dictionary of RFC 9651; a key in capitals, among other things, is none."""
_PREFERENCES = f"^[a-z-]+=(?:yes|no)(?:{_SPACE},{_SPACE}[a-z-]+=(?:yes|no))*$"


def _word(field: str) -> str:
    return f"replace(lower(trim(signal.{field})), '_', '-')"


def _text(*prefixes: str) -> str:
    """Return SQL for the raw text without the white space around it and what may stand before it."""
    sql = "signal.raw"
    for pattern in (r"^[ \t\r\n]+|[ \t\r\n]+$", *prefixes):
        sql = f"regexp_replace({sql}, {literal(pattern)}, '', 'g')"
    return sql


def _matches(sql: str, pattern: str) -> str:
    return f"coalesce(regexp_matches({sql}, {literal(pattern)}), FALSE)"


def _aipref() -> str:
    """Return SQL that reads `Content-Usage`, as a header or a line of robots.txt, which may name a path.

    The last of several members of one name counts, and only the tokens y and n say something.
    """
    text = _text(rf"(?i)^content-usage{_SPACE}:{_SPACE}", r"^/[^ \t]*[ \t]+")
    bare = f"regexp_replace({text}, {literal(_STRING)}, '\"\"', 'g')"
    any_ = rf"(?:^|,){_SPACE}train-ai(?:[ \t=;,]|$)"
    last = rf"^(?:.*,)?{_SPACE}train-ai(=[^;,]*)?{_SPACE}(?:;[^,]*)?(?:,.*)?$"
    return (
        f"CASE WHEN NOT {_matches(text, _DICTIONARY)} THEN 'unknown' "
        f"WHEN {_matches(bare, any_)} "
        f"THEN CASE trim(regexp_extract({bare}, {literal(last)}, 1)) "
        "WHEN '=n' THEN 'disallowed' WHEN '=y' THEN 'allowed' ELSE 'unknown' END END"
    )


def _content_signal() -> str:
    """Return SQL that reads a line `Content-Signal`; one refusal is enough, whatever else is there."""
    text = _text(rf"(?i)^content-signal{_SPACE}:{_SPACE}")
    said = rf"(?:^|,){_SPACE}ai-train={{}}{_SPACE}(?:,|$)"
    return (
        f"CASE WHEN {_matches(text, said.format('no'))} THEN 'disallowed' "
        f"WHEN NOT {_matches(text, _PREFERENCES)} THEN 'unknown' "
        f"WHEN {_matches(text, said.format('yes'))} THEN 'allowed' END"
    )


def _tdm() -> str:
    """Return SQL that reads the header `tdm-reservation`."""
    text = _text(rf"(?i)^tdm-reservation{_SPACE}:{_SPACE}")
    return f"CASE {text} WHEN '1' THEN 'disallowed' WHEN '0' THEN 'allowed' ELSE 'unknown' END"


_ABOUT_TRAINING = ", ".join(f"'{category}'" for category in _TRAINING)
_FROM_RAW = (
    f"CASE {_word('scheme')} WHEN 'aipref' THEN {_aipref()} WHEN 'tdmrep' THEN {_tdm()} "
    f"WHEN 'content-signal' THEN {_content_signal()} ELSE 'unknown' END"
)
_READ = (
    f"CASE WHEN {_word('category')} IN ({_ABOUT_TRAINING}) "
    f"THEN coalesce(nullif({_word('value')}, ''), 'unknown') "
    f"WHEN coalesce({_word('category')}, '') = '' THEN {_FROM_RAW} END"
)
_VALUES = (
    f"list_distinct(list_filter(list_transform({_SIGNALS}, lambda signal: {_READ}), "
    "lambda said: said IS NOT NULL))"
)
_STRICTEST = " ".join(
    f"WHEN list_contains(\"signal.values\", '{value}') THEN '{value}'" for value in _STRICTEST_FIRST
)
_SCHEMES = f"list_sort(list_distinct(list_transform({_SIGNALS}, lambda signal: {_word('scheme')})))"

FACT = DerivedFact(
    provides=("signal.training", "signal.conflict", "signal.schemes", "signal.count"),
    reads=("record.rights_signals",),
    layers=(
        Layer({"signal.values": _VALUES}),
        Layer(
            {
                # A value outside the vocabulary says something, though nobody knows what.
                "signal.training": f"CASE {_STRICTEST} WHEN len(\"signal.values\") > 0 THEN 'unknown' END",
                "signal.conflict": 'CASE WHEN len("signal.values") > 0 THEN len("signal.values") > 1 END',
                "signal.schemes": f"nullif({_SCHEMES}, [])",
                "signal.count": f"CAST(len({_SIGNALS}) AS INTEGER)",
            }
        ),
    ),
)
