"""The twelve rules as polars expressions: true where a record violates the rule."""

import datetime

import polars as pl
from twelve import GRANT_FROM, GRANT_UNTIL, HOST_OF, LATEST, SNOWFLAKE, SNOWFLAKE_EPOCH_MS

_col = pl.col


def _day(text: str) -> pl.Expr:
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    return pl.lit(moment, dtype=pl.Datetime("us", "UTC"))


_created_ms = (
    _col("url").str.extract(SNOWFLAKE, 1).cast(pl.Int64, strict=False) // (1 << 22) + SNOWFLAKE_EPOCH_MS
)
BY_RECORD = {
    "R1": _col("platform").is_in(["x", "reddit"])
    & (_col("acquisition_method") == "api")
    & _col("grant_id").is_null(),
    "R2": _col("license").is_null(),
    "R3": _col("commercial") & _col("license").str.starts_with("CC-BY-NC"),
    "R4": _col("purpose").is_in(["pretrain", "finetune"]) & _col("license").str.starts_with("CC-BY-ND"),
    "R5": _col("platform").is_in(["x", "linkedin", "facebook"])
    & (_col("acquisition_method") == "scrape_logged_out"),
    "R6": (_col("acquisition_method") == "crawl") & (_col("robots_verdict") == "disallowed"),
    "R7": (_col("grant_id") == "g-x")
    & ((_col("collected_at") < _day(GRANT_FROM)) | (_col("collected_at") >= _day(GRANT_UNTIL))),
    "R8": _col("purpose").is_null(),
    "R9": _col("collected_at").is_null() | (_col("collected_at") >= _day(LATEST)),
    "R10": ((_col("platform") == "x") & ~_col("url").str.contains(HOST_OF["x"]))
    | ((_col("platform") == "reddit") & ~_col("url").str.contains(HOST_OF["reddit"])),
    "R12": (_col("platform") == "x") & (_created_ms > _col("collected_at").dt.epoch("ms")),
}
