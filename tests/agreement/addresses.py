"""What an address says of a record, in plain Python: its platform, and the time in its id."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from compliance.model.platform import HostKind
from compliance.profile.facts.id_time import ID_FORMS, IdForm
from tests.agreement.reading import lower
from tests.factories import HOSTS

SCHEME = re.compile(r"(?:https?:/*|(?:[a-z][a-z0-9+.-]*:)?//)?")
NO_ADDRESS = ("mailto:", "urn:", "data:", "tel:", "javascript:", "doi:", "did:", "at:")
INSIDE = re.compile(r"^.{8,}?((?i:https?):/.*)\Z", re.ASCII)
INSIDE_BARE = re.compile(
    r"^(?:https?://)?[^/]+/(?:.*?[/=:])?((?:[a-z0-9_-]+[.])+[a-z]{2,}(?:[/?#:].*)?)\Z",
    re.IGNORECASE | re.ASCII,
)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LEVELS = 4


@dataclass(frozen=True)
class Address:
    """The facts of an address."""

    platform: str | None = None
    kind: str | None = None
    address: str | None = None
    created_at: datetime.datetime | None = None


def spellings(host: str) -> set[str]:
    """Return a host in ASCII and in its own letters."""
    return {host, host.encode("idna").decode(), host.encode().decode("idna")}


SITES = {spelled: line for line in HOSTS for spelled in spellings(line.host)}
COPIES = {
    host: line for host, line in SITES.items() if line.kind is HostKind.ARCHIVE and line.platform is None
}


def read(url: str | None) -> Address:
    """Return what the address says."""
    if url is None:
        return Address()
    address, host, is_copy = url, host_of(url), False
    for _ in range(2):
        inner = copied(address, host)
        if inner is None:
            break
        is_copy, address = True, inner
        host = host_of(address)
    site = site_of(host)
    platform = site.platform if site else None
    kind = "archive" if is_copy else site.kind.value if site else None
    return Address(platform, kind, address, created_at(platform, address))


def decoded(text: str) -> str:
    """Return the text without escapes; where they are no text, those of ASCII characters only."""
    escape = re.compile(rb"%([0-9a-fA-F]{2})")
    encoded = text.encode()
    try:
        found = escape.sub(lambda match: bytes.fromhex(match[1].decode()), encoded).decode()
    except UnicodeDecodeError:
        found = "\ufffd"
    if "\ufffd" not in found:
        return found
    ascii_only = re.compile(r"%([0-7][0-9a-fA-F])")
    return ascii_only.sub(lambda match: chr(int(match[1], 16)), text)


def host_of(url: str) -> str | None:
    """Return the host of an address as a browser reads it."""
    authority = authority_of(url)
    return None if authority is None else named(authority)


def authority_of(url: str) -> str | None:
    """Return what stands between the scheme and the path."""
    if re.match(r"https?://(?!/)", url):
        return url.split("/")[2]
    if lower(url).startswith(NO_ADDRESS):
        return None
    plain = lower(url.replace("\\", "/"))
    return upto_path(plain[SCHEME.match(plain).end() :])


def upto_path(text: str) -> str:
    """Return the text before the first slash, question mark or hash."""
    return re.split("[/?#]", text, maxsplit=1)[0]


def named(authority: str) -> str:
    """Return the host in an authority, without user, port, and letters that look different."""
    if authority.isascii() and not re.search(r"[@:?#%\\]|\.\Z", authority):
        return lower(authority)
    host = upto_path(decoded(upto_path(authority.replace("\\", "/"))))
    first_line, newline, others = host.partition("\n")
    host = first_line.rpartition("@")[2] + newline + others
    host = re.sub(r":[0-9]*\Z", "", host)
    return lower("".join(map(plain_letter, host.translate(INVISIBLE))).rstrip("."))


def plain_letter(character: str) -> str:
    """Return the letter of a host that a browser reads."""
    if character in "\u3002\uff61":
        return "."
    plain = unicodedata.normalize("NFKC", character).lower()
    is_letter_like = not character.isascii() and len(plain) == 1 and plain.isascii()
    return plain if is_letter_like and (plain.isalnum() or plain in ".-") else character


def parent_of(host: str) -> str:
    """Return the host without its first label."""
    return host[host.find(".") + 1 :]


def copied(url: str, host: str | None) -> str | None:
    """Return the address inside that of a copy; None where *host* keeps no copies."""
    if host is None or not {host, parent_of(host)} & set(COPIES):
        return None
    above = COPIES.get(parent_of(host))
    if above is not None and above.encodes_host:
        label = host.split(".", maxsplit=1)[0]
        return re.sub(r"\b-\b", ".", label, flags=re.ASCII).replace("--", "-")
    full = decoded(url)
    found = INSIDE.match(full) or INSIDE_BARE.match(full)
    return found[1] if found else ""


def site_of(host: str | None):
    """Return the known site that a host belongs to."""
    for level in range(LEVELS + 1):
        if host is None or host in SITES:
            break
        last_two = re.search(r"[^.]+[.][^.]+\Z", host)
        shorter = parent_of(host) if level < LEVELS - 1 else last_two[0] if last_two else ""
        host = shorter if "." in host else None
    return SITES.get(host)


def created_at(platform: str | None, address: str) -> datetime.datetime | None:
    """Return when the post was created, by its id."""
    form = next((form for form in ID_FORMS if form.platform == platform), None)
    found = form and re.search(form.pattern.replace("$", r"\Z"), address, re.ASCII)
    number = id_number(form, found[1]) if form and found else None
    if form is None or number is None or number >= 2**63 or number < form.first_id:
        return None
    ms = (number >> form.shift) * form.unit_ms + form.epoch_ms
    if ms >= 2_208_988_800_000:
        return None
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)  # noqa: DTZ001 - UTC


def id_number(form: IdForm, written: str) -> int:
    """Return the number that an id is."""
    if not form.is_base_64:
        return int(written)
    number = 0
    for character in written[:11].ljust(11, "A"):
        number = number * 64 + ALPHABET.index(character)
    return number
