"""Great Expectations on pandas: an expectation or two for each rule, results without rows."""

import json
import sys
import warnings

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe
from great_expectations.expectations.row_conditions import Column
from twelve import COLUMNS, GRANT_FROM, GRANT_UNTIL, HOST_OF, LATEST, SNOWFLAKE, SNOWFLAKE_EPOCH_MS

_platform, _method = Column("platform"), Column("acquisition_method")


def _suite() -> list[tuple[str, gxe.Expectation]]:
    """Return each rule and what expects it. Times are text: as objects they break a saved suite."""
    return [
        (
            "R1",
            gxe.ExpectColumnValuesToNotBeNull(
                column="grant_id", row_condition=_platform.is_in(["x", "reddit"]) & (_method == "api")
            ),
        ),
        ("R2", gxe.ExpectColumnValuesToNotBeNull(column="license")),
        (
            "R3",
            gxe.ExpectColumnValuesToNotMatchRegex(
                column="license",
                regex="^CC-BY-NC",
                row_condition=Column("commercial") == True,  # noqa: E712 - a condition, not a comparison
            ),
        ),
        (
            "R4",
            gxe.ExpectColumnValuesToNotMatchRegex(
                column="license",
                regex="^CC-BY-ND",
                row_condition=Column("purpose").is_in(["pretrain", "finetune"]),
            ),
        ),
        (
            "R5",
            gxe.ExpectColumnValuesToNotBeInSet(
                column="acquisition_method",
                value_set=["scrape_logged_out"],
                row_condition=_platform.is_in(["x", "linkedin", "facebook"]),
            ),
        ),
        (
            "R6",
            gxe.ExpectColumnValuesToNotBeInSet(
                column="robots_verdict", value_set=["disallowed"], row_condition=_method == "crawl"
            ),
        ),
        (
            "R7",
            gxe.ExpectColumnValuesToBeBetween(
                column="collected_at",
                min_value=f"{GRANT_FROM}T00:00:00+00:00",
                max_value=f"{GRANT_UNTIL}T00:00:00+00:00",
                strict_max=True,
                row_condition=Column("grant_id") == "g-x",
            ),
        ),
        ("R8", gxe.ExpectColumnValuesToNotBeNull(column="purpose")),
        ("R9", gxe.ExpectColumnValuesToNotBeNull(column="collected_at")),
        (
            "R9",
            gxe.ExpectColumnValuesToBeBetween(
                column="collected_at", max_value=f"{LATEST}T00:00:00+00:00", strict_max=True
            ),
        ),
        *(
            (
                "R10",
                gxe.ExpectColumnValuesToMatchRegex(
                    column="url", regex=pattern, row_condition=_platform == platform
                ),
            )
            for platform, pattern in HOST_OF.items()
        ),
        ("R11", gxe.ExpectColumnValuesToBeUnique(column="id")),
        ("R11", gxe.ExpectColumnValuesToNotBeNull(column="id")),
        (
            "R12",
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="collected_at",
                column_B="created_at",
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                row_condition=_platform == "x",
            ),
        ),
    ]


def _records(path: str) -> pd.DataFrame:
    """Return the records with the time in their id, which no expectation can compute."""
    records = pd.read_parquet(path, columns=list(COLUMNS))
    id_ = pd.to_numeric(records["url"].str.extract(SNOWFLAKE, expand=True)[0], errors="coerce").astype(
        "Int64"
    )
    records["created_at"] = pd.to_datetime((id_ // (1 << 22)) + SNOWFLAKE_EPOCH_MS, unit="ms", utc=True)
    return records


def main() -> None:
    """Print the violations of each rule."""
    warnings.filterwarnings("ignore")
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    rules = _suite()
    suite = context.suites.add(
        gx.ExpectationSuite(name="twelve", expectations=[expectation for _, expectation in rules])
    )
    asset = context.data_sources.add_pandas("records").add_dataframe_asset("manifest")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(
        {"dataframe": _records(sys.argv[1])}
    )
    results = batch.validate(suite, result_format="BASIC").results
    ids = {expectation.id: rule for rule, expectation in rules}
    counts = dict.fromkeys(ids.values(), 0)
    for result in results:
        if "unexpected_count" not in result.result and not result.success:
            raise SystemExit(f"{result.expectation_config}: {result.exception_info}")
        counts[ids[result.expectation_config.id]] += int(result.result.get("unexpected_count", 0))
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
