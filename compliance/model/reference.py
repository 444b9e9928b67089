"""Reference data: what the program knows of the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import model_validator

from compliance.model.base import Document
from compliance.model.license import Rights
from compliance.model.platform import STRICTNESS, ClauseName, HostKind, Platform, Source


class Licenses(Document):
    """The file `licenses.yaml`."""

    licenses: tuple[Rights, ...]

    def by_id(self) -> Mapping[str, Rights]:
        """Return the rights matrix by licence id."""
        return {rights.id: rights for rights in self.licenses}


class KnownDataset(Document):
    """A well-known public dataset and the platforms inside it."""

    id: str
    names: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    license: str | None = None
    note: str = ""
    source: Source


class KnownDatasets(Document):
    """The file `datasets.yaml`."""

    datasets: tuple[KnownDataset, ...]


class KnownModel(Document):
    """A model, or several under the same terms, and what those say of training on its output."""

    id: str
    names: tuple[str, ...] = ()
    """Exact names; case, spaces, underscores and slashes do not count."""
    families: tuple[str, ...] = ()
    """Names that dates, sizes, versions and words such as `instruct` may follow."""
    makers: tuple[str, ...] = ()
    """Who may stand before a name, as in `openai/gpt-4`."""
    provider: str | None = None
    """The platform whose clauses on model output hold."""
    documents: tuple[str, ...] = ()
    """Titles of the provider's documents that hold; none: all of them."""
    license: str | None = None
    """Id of the license of open weights, in the rights matrix."""
    output_training: str | None = None
    """What the license of open weights says of training on output."""
    note: str = ""
    source: Source

    @model_validator(mode="after")
    def _has_terms(self) -> "KnownModel":
        if (self.provider is None) == (self.output_training is None):
            raise ValueError("a model has a provider, or open weights with `output_training`")
        allowed = STRICTNESS[ClauseName.MODEL_OUTPUT_TRAINING]
        if self.output_training is not None and self.output_training not in allowed:
            raise ValueError(f"output_training is one of {', '.join(allowed)}")
        return self


class KnownModels(Document):
    """The file `models.yaml`."""

    models: tuple[KnownModel, ...]


class ArchiveHost(Document):
    """A host that keeps, caches or passes on other sites' pages."""

    host: str
    encodes_host: bool = False
    """True where the first label is the other host, its dots written as hyphens."""
    source: Source


class ArchiveHosts(Document):
    """The file `archives.yaml`."""

    archives: tuple[ArchiveHost, ...]


@dataclass(frozen=True)
class HostLine:
    """A host, the platform whose terms matter there, and what it shows of it."""

    host: str
    platform: str | None
    kind: HostKind
    encodes_host: bool = False
    """Whether the first label of a copy's host is the host of the original."""


@dataclass(frozen=True)
class Reference:
    """Everything in `rules/reference/`."""

    platforms: Mapping[str, Platform]
    licenses: Mapping[str, Rights]
    datasets: tuple[KnownDataset, ...]
    archives: tuple[ArchiveHost, ...]
    models: tuple[KnownModel, ...] = ()

    @cached_property
    def hosts(self) -> tuple[HostLine, ...]:
        """Every known host, in alphabetical order, each once."""
        lines = {
            host: HostLine(host, platform.id, HostKind(kind))
            for platform in self.platforms.values()
            for kind in HostKind
            for host in getattr(platform.domains, kind)
        }
        lines |= {
            archive.host: HostLine(archive.host, None, HostKind.ARCHIVE, archive.encodes_host)
            for archive in self.archives
        }
        return tuple(lines[host] for host in sorted(lines))

    @cached_property
    def platform_ids(self) -> Mapping[str, str]:
        """Platform id by every name and alias, in lower case."""
        return {
            name.lower(): platform.id
            for platform in self.platforms.values()
            for name in (platform.id, platform.name, *platform.aliases)
        }
