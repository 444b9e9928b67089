"""Spellings of licences: which words name none, and what stands around a name."""

_QUOTES = " \t\"'`.,;:"

NOT_ASSERTED = frozenset(
    {
        "",
        "?",
        "n/a",
        "na",
        "nan",
        "no assertion",
        "no license specified",
        "noassertion",
        "not available",
        "not known",
        "not specified",
        "not stated",
        "notspecified",
        "null",
        "tbd",
        "unclear",
        "undefined",
        "unknown",
        "unknown license",
        "unspecified",
        "unspecified license",
        "unstated",
        "licenseref scancode unknown",
        "licenseref scancode unknown spdx",
        "licenseref scancode unknown license reference",
        "licenseref scancode free unknown",
    }
)
"""Words of those who claim nothing, as `word_key` writes them."""
NO_LICENSE = frozenset(
    {"none", "no license", "no license found", "without license", "licenseref scancode no license"}
)
"""Words of those who looked and found nothing."""
_ELSEWHERE = "it says that there is a licence, not which"
_FAMILY = "a family of licences, not one of them"
_CLAIM = "a claim that names neither a dedication nor the law that frees the work"
VAGUE = {
    **dict.fromkeys(("public domain", "in the public domain"), _CLAIM),
    **dict.fromkeys(
        ("other", "custom", "various", "multiple", "mixed", "see license", "see website"), _ELSEWHERE
    ),
    **dict.fromkeys(("open", "public", "free", "open access", "open source", "request form"), _ELSEWHERE),
    **dict.fromkeys(
        ("agpl", "apache", "bsd", "gfdl", "gpl", "lgpl", "mpl", "cdla", "llama", "gemma"), _FAMILY
    ),
}
"""Words that name no single licence, and why."""


def tidy(written: str) -> str:
    """Return the text on one line, without the quotes and stops around it."""
    return " ".join(written.split()).strip(_QUOTES)
