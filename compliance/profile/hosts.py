"""The tables that the scan joins with: known hosts, their endings, and hosts that keep copies.

`hosts` has every known host and the number of its site, `sites` the platform and kind of
each site. Nearly all records of the web are from unknown hosts: `endings` has the last
characters of the known ones, so that a single look tells most others apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from string import ascii_lowercase, digits

import pyarrow as pa

from compliance.model.platform import HostKind
from compliance.model.reference import HostLine

ENDING = 6
"""Characters at the end of a host that `endings` holds."""
_IN_A_HOST = f"{ascii_lowercase}{digits}-_."


def host_tables(hosts: Sequence[HostLine]) -> Mapping[str, pa.Table]:
    """Return the tables by name, equal for equal hosts."""
    lines = sorted({host: line for line in hosts for host in _spellings(line.host)}.items())
    copies = [(host, line.encodes_host) for host, line in lines if _keeps_copies(line)]
    sites = list(dict.fromkeys((line.platform, line.kind) for _, line in lines))
    ends = {ending: False for host, _ in lines for ending in _endings(host)}
    ends |= {ending: True for host, _ in copies for ending in _endings(host)}
    codes = [sites.index((line.platform, line.kind)) for _, line in lines]
    platforms, kinds = [platform for platform, _ in sites], [str(kind) for _, kind in sites]
    text, number, flag = pa.string(), pa.int32(), pa.bool_()
    return {
        "hosts": _table(host=([host for host, _ in lines], text), site=(codes, number)),
        "sites": _table(site=(range(len(sites)), number), platform=(platforms, text), kind=(kinds, text)),
        "endings": _table(ending=(list(ends), text), keeps_copies=(list(ends.values()), flag)),
        "copies": _table(
            host=([host for host, _ in copies], text), encodes_host=([coded for _, coded in copies], flag)
        ),
    }


def _table(**columns: tuple[Sequence[object], pa.DataType]) -> pa.Table:
    return pa.table({name: pa.array(values, type_) for name, (values, type_) in columns.items()})


def _keeps_copies(line: HostLine) -> bool:
    """Tell whether the host shows pages of others, each under an address that holds theirs."""
    return line.kind is HostKind.ARCHIVE and line.platform is None


def _spellings(host: str) -> Iterable[str]:
    """Yield an internationalised host in ASCII and in its own letters."""
    yield host
    if "xn--" in host:
        yield host.encode().decode("idna")
    elif not host.isascii():
        yield host.encode("idna").decode()


def _endings(host: str) -> Iterable[str]:
    """Yield every ending that the host or a sub-domain of it can have."""
    yield host[-ENDING:]
    below = f".{host}"
    if len(host) < ENDING:
        yield from ("".join((*start, below)) for start in product(_IN_A_HOST, repeat=ENDING - len(below)))
