"""Names as people write them: what two spellings of one name have in common."""

import re

_HUB = re.compile(r"^(?:https?://)?(?:www\.)?(?:huggingface\.co/datasets|github\.com)/", re.IGNORECASE)


def dataset_key(name: str) -> str:
    """Return what two spellings of one dataset have in common: without hub address and case."""
    return _HUB.sub("", name.strip()).rstrip("/").casefold()


def model_key(name: str) -> str:
    """Return what two spellings of one model have in common: without case, words joined by hyphens."""
    return re.sub(r"[\s_/-]+", "-", name.strip().casefold())
