"""What machine-readable signals say about training: robots extensions, TDM, AIPREF, RSL and their like.

Several schemes may speak about one record. The strictest value decides, as RSL and AIPREF have it;
a record about which none speaks has no signal, which is neither permission nor refusal.
"""

from compliance.profile.facts.derived_fact import DerivedFact, Layer

_TRAINING = (
    *("train-ai", "ai-train", "ai-training", "ai-all", "all", "gen-ai"),
    *("tdm", "data-mining", "cawg.ai-training", "cawg.ai-generative-training"),
)
"""Categories that cover the training of models, underscores written as hyphens."""
_STRICTEST_FIRST = ("disallowed", "constrained", "unknown", "allowed")
_SIGNALS = '"record.rights_signals"'


def _word(field: str) -> str:
    return f"replace(lower(trim(signal.{field})), '_', '-')"


_ABOUT_TRAINING = ", ".join(f"'{category}'" for category in _TRAINING)
_VALUES = (
    f"list_distinct(list_transform(list_filter({_SIGNALS}, lambda signal: {_word('category')} "
    f"IN ({_ABOUT_TRAINING})), lambda signal: {_word('value')}))"
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
