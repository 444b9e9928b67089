"""Data Docs that load nothing from other hosts, run no script and send nothing."""

from typing import Any

from jinja2 import PackageLoader

from compliance.gx.host import DefaultJinjaPageView, SiteBuilder

_SECTIONS = ("expectations", "validations", "profiling")


class OfflinePageView(DefaultJinjaPageView):
    """Pages of GX by templates of ours, with a style sheet inside for the ones that its own fetch."""

    _template = "offline_page.j2"

    def __init__(
        self, custom_styles_directory: str | None = None, custom_views_directory: str | None = None
    ) -> None:
        super().__init__(custom_styles_directory, custom_views_directory)
        self.env.loader.loaders.insert(0, PackageLoader("compliance.gx.pages", "templates"))


class OfflineSiteBuilder(SiteBuilder):
    """A site of Data Docs, configured by `class_name: OfflineSiteBuilder` and `module_name: compliance.gx`.

    It takes what the `SiteBuilder` of GX takes. The pages of GX fetch scripts,
    styles and a logo from eight hosts, one of which is told the id of the
    context and the time; these fetch nothing.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - GX looks up here what it is to give
        self,
        data_context: Any,  # noqa: ANN401 - GX has no public type for any context
        store_backend: dict[str, Any],
        site_name: str | None = None,
        site_index_builder: dict[str, Any] | None = None,
        site_section_builders: dict[str, Any] | None = None,
        runtime_environment: dict[str, Any] | None = None,
    ) -> None:
        view = {"module_name": __name__, "class_name": "OfflinePageView"}
        sections = {name: (site_section_builders or {}).get(name, {}) for name in _SECTIONS}
        super().__init__(
            data_context,
            store_backend,
            site_name=site_name,
            site_index_builder={
                "class_name": "DefaultSiteIndexBuilder",
                **(site_index_builder or {}),
                "view": view,
            },
            site_section_builders={
                name: {**section, "view": view} if isinstance(section, dict) else section
                for name, section in sections.items()
            },
            runtime_environment=runtime_environment,
        )

    def build(
        self,
        resource_identifiers: list[Any] | None = None,
        build_index: bool = True,  # noqa: FBT001, FBT002 - as GX calls it
    ) -> tuple[str | None, Any]:
        """Write the pages, and no pictures and fonts beside them; return what the builder of GX does."""
        for section in self.site_section_builders.values():
            section.build(resource_identifiers=resource_identifiers)
        _, links = self.site_index_builder.build(build_index=build_index)
        return self.get_resource_url(only_if_exists=False), links
