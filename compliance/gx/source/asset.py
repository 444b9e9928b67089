"""What the assets of a manifest data source have in common: how a batch is asked for and made."""

import datetime
from typing import Any

from compliance.gx.host import (
    Batch,
    BatchData,
    BatchMarkers,
    BatchRequest,
    BatchSpec,
    DataAsset,
    IDDict,
    InvalidBatchRequestError,
    LegacyBatchDefinition,
)
from compliance.gx.pages.rendering import plain
from compliance.gx.source.batch import ManifestBatch
from compliance.gx.source.engine import ReportedData


class Asset(DataAsset):
    """An asset whose batches are made at once, each by its own parameters."""

    def build_batch_request(
        self, options: dict[str, Any] | None = None, batch_slice: object = None, partitioner: object = None
    ) -> BatchRequest:
        """Return a request for a batch. Raises InvalidBatchRequestError."""
        if batch_slice is not None:
            raise InvalidBatchRequestError("batches of manifests have no slices")
        request = BatchRequest(
            datasource_name=self.datasource.name,
            data_asset_name=self.name,
            options=_as_text(options or {}),
            partitioner=partitioner,
        )
        self._validate_batch_request(request)
        return request

    def data(self, parameters: dict[str, Any]) -> ReportedData:
        """Return the data of a batch with these parameters. Raises ComplianceError."""
        raise NotImplementedError

    def _validate_batch_request(self, batch_request: BatchRequest) -> None:
        known = self.get_batch_parameters_keys(batch_request.partitioner)
        unknown = sorted(set(batch_request.options) - set(known))
        if unknown:
            there_is = f"there is {', '.join(known)}" if known else "there are none"
            raise InvalidBatchRequestError(f"no parameter {', '.join(unknown)}; {there_is}")

    def _batch(
        self, request: BatchRequest, parameters: dict[str, str], data: BatchData, shown: dict[str, str]
    ) -> Batch:
        """Return a batch; *shown* is kept with its results, so no secret may be in it."""
        named = request.copy(update={"options": dict(parameters)})
        return ManifestBatch(
            datasource=self.datasource,
            data_asset=self,
            batch_request=named,
            data=data,
            metadata=self._get_batch_metadata_from_batch_request(named),
            batch_markers=BatchMarkers({"ge_load_time": shown["as_of"]}),
            batch_spec=BatchSpec({"data_asset_name": self.name, "asked": plain(shown["asked"])}),
            batch_definition=LegacyBatchDefinition(
                datasource_name=self.datasource.name,
                data_connector_name="manifest",
                data_asset_name=self.name,
                batch_identifiers=IDDict({name: plain(str(value)) for name, value in parameters.items()}),
            ),
        )


def _as_text(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a batch with days as text, which its id and stored results need."""
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in parameters.items()
    }
