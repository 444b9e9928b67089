"""Creative Commons licences: which exist, what they are called and how their pages are addressed.

What has been published, and for which jurisdictions, follows `docroot/legalcode` of
creativecommons/creativecommons.org at 7f5253347532fc0cb6cf51d78a7085d081fb4216.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

_UNPORTED = "-"
_SIX = {
    "1.0": "- fi il nl",
    "2.0": "- at au be br ca cl de es fr hr it jp kr nl pl tw uk za",
    "2.1": "au ca es jp",
    "2.5": "- ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za",
    "3.0": "- am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz ph pl "
    "pr pt ro rs sg th tw ug us ve vn za",
    "4.0": "-",
}
_WITHOUT_BY = {"1.0": "- fi nl", "2.0": "jp"}
_PUBLISHED = {
    **dict.fromkeys(("by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-sa"), _SIX),
    **dict.fromkeys(("nc", "nc-nd", "nc-sa", "nd", "sa"), _WITHOUT_BY),
    "sampling": {"1.0": "- br tw"},
    "sampling-plus": {"1.0": "- br de tw"},
    "nc-sampling-plus": {"1.0": "- tw"},
    "devnations": {"2.0": "-"},
    "zero": {"1.0": "-"},
    "mark": {"1.0": "-"},
    "pddc": {"": "-"},
}
_PORTS = MappingProxyType(
    {
        (elements, version): frozenset(ports.split())
        for elements, versions in _PUBLISHED.items()
        for version, ports in versions.items()
    }
)
JURISDICTIONS = frozenset().union(*_PORTS.values()) - {_UNPORTED}
"""Every jurisdiction that some licence was adapted to."""
_OWN_IDS = MappingProxyType(
    {
        "zero": "CC0-1.0",
        "mark": "CC-PDM-1.0",
        "pddc": "CC-PDDC",
        "sampling": "LicenseRef-scancode-cc-sampling-1.0",
        "sampling-plus": "LicenseRef-scancode-cc-sampling-plus-1.0",
        "nc-sampling-plus": "LicenseRef-scancode-cc-nc-sampling-plus-1.0",
    }
)
_ID = re.compile(r"(?:licenseref-)?cc-([a-z-]+)-(\d\.\d)(?:-([a-z]+))?")


@dataclass(frozen=True)
class Deed:
    """One published licence: its elements, its version and its port."""

    elements: str
    """by, nc, nd and sa in that order, or the name of a tool such as `zero`."""
    version: str
    port: str = _UNPORTED
    """Lower-case jurisdiction."""

    @property
    def is_published(self) -> bool:
        """Tell whether there is such a licence."""
        return self.port in _PORTS.get((self.elements, self.version), ())

    @property
    def is_port(self) -> bool:
        """Tell whether this is a licence adapted to one jurisdiction."""
        return self.port != _UNPORTED

    @property
    def unported(self) -> "Deed":
        """Return the licence it was adapted from: of its version, else of the one before."""
        versions = [version for (elements, version) in _PORTS if elements == self.elements]
        older = (Deed(self.elements, version) for version in reversed(versions) if version <= self.version)
        return next((deed for deed in older if deed.is_published), self)

    def id(self, known: Mapping[str, str]) -> str:
        """Return the SPDX or ScanCode id; a LicenseRef where the index has none."""
        if self.elements in _OWN_IDS and not self.is_port:
            return _OWN_IDS[self.elements]
        spelled = "-".join(["cc", self.elements, self.version, *([self.port] if self.is_port else [])])
        return known.get(spelled, f"LicenseRef-{spelled}")


@dataclass(frozen=True)
class Unclear:
    """Something of Creative Commons that is not one published licence."""

    reason: str


def read_id(text: str) -> Deed | None:
    """Return the licence behind an id such as CC-BY-3.0-AT, or None."""
    match = _ID.fullmatch(text.lower())
    if match is None:
        return None
    deed = Deed(match[1], match[2], match[3] or _UNPORTED)
    return deed if deed.is_published else None


def ordered(elements: str) -> str:
    """Return the elements in the usual order; unchanged when they are none we know."""
    parts = elements.replace("+", "-plus").split("-")
    if len(set(parts)) == len(parts) and set(parts) <= {"by", "nc", "nd", "sa"}:
        return "-".join(sorted(parts))
    return "-".join(parts)


_HOST = r"(?:[a-z0-9-]+\.)?(?:creativecommons\.org|licensebuttons\.net)"
# i0.wp.com and its siblings serve the image whose address follows.
_URL = re.compile(
    rf"(?:(?:https?:)?//)?(?:i[0-3]\.wp\.com/)?{_HOST}(?::\d+)?(?P<path>/[^?#]*)?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_FILE = re.compile(r"(?:deed|legalcode)(?:[.-][\w@.-]*)?|rdf|index\.html|\d+x\d+\.(?:png|svg|gif)")
_LICENSE_FOLDERS = frozenset({"licenses", "licences", "license", "l"})
_TOOL_FOLDERS = frozenset({"publicdomain", "p"})


def read_url(text: str) -> Deed | Unclear | None:
    """Return the licence behind the address of a deed or badge; None elsewhere."""
    match = _URL.fullmatch(text)
    if match is None:
        return None
    parts = [part.strip().lower() for part in unquote(match["path"] or "").split("/")]
    parts = [part for part in parts if any(character.isalnum() for character in part)]
    folder, *rest = parts or [""]
    if folder in _LICENSE_FOLDERS and rest[:1] == ["publicdomain"]:
        return _deed("pddc", "", rest[1:])
    if folder not in _LICENSE_FOLDERS | _TOOL_FOLDERS or not rest:
        return Unclear("a page of Creative Commons that names no licence")
    elements, version, *ending = [*rest, ""] if len(rest) == 1 else rest
    elements = ordered(elements)
    if (folder in _TOOL_FOLDERS) is not (elements in {"zero", "mark"}):
        return Unclear("a page of Creative Commons that names no licence")
    return _deed(elements, version, ending)


def _deed(elements: str, version: str, ending: list[str]) -> Deed | Unclear:
    if ending and _FILE.fullmatch(ending[-1]):
        ending = ending[:-1]
    if len(ending) > 1:
        return Unclear("an address that Creative Commons never used")
    return published(Deed(elements, version, ending[0] if ending else _UNPORTED))


def published(deed: Deed) -> Deed | Unclear:
    """Return the licence, or why there is no such one."""
    if deed.is_published:
        return deed
    written = f"Creative Commons {deed.elements.upper()}"
    if deed.elements not in _PUBLISHED:
        return Unclear("elements that no Creative Commons licence has")
    if not deed.version:
        return Unclear(f"{written} without a version")
    if (deed.elements, deed.version) not in _PORTS:
        return Unclear(f"a version that {written} never had")
    if deed.is_port:
        return Unclear(f"a port that {written} {deed.version} never had")
    return Unclear(f"{written} {deed.version} without its jurisdiction")
