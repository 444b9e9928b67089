"""Records of the dispute dataset that models generated, and what the providers of those bar."""

from builders.batches import Batch, Cell, batch
from builders.dispute_x import TRAINED_2024, TRAINED_2025
from builders.sites import NOWHERE

_OUTPUT: dict[str, Cell] = {
    "source_category": "synthetic",
    "acquisition_method": "synthetic",
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "public_release": False,
    "has_personal_information": "no",
    "used_at": TRAINED_2024,
}
_SPAN = "2024-01-10/2024-06-30"

OUTPUT: tuple[Batch, ...] = (
    batch("output-open", NOWHERE, 300, _SPAN, _OUTPUT, generated_by=["Mixtral-8x7B-Instruct-v0.1"]),
    batch(
        "output-permitted",
        NOWHERE,
        200,
        _SPAN,
        _OUTPUT,
        grant_id="openai-enterprise",
        generated_by=["gpt-4-turbo-2024-04-09"],
    ),
    batch("output-of-a-rival", NOWHERE, 150, _SPAN, _OUTPUT, generated_by=["gpt-4-0613"]),
    batch("output-closed", NOWHERE, 120, _SPAN, _OUTPUT, generated_by=["gemini-1.5-flash"]),
    batch("output-of-llama", NOWHERE, 100, _SPAN, _OUTPUT, generated_by=["meta-llama/Llama-2-70b-chat-hf"]),
    batch(
        "output-on-conditions",
        NOWHERE,
        100,
        "2025-01-10/2025-06-30",
        _OUTPUT,
        generated_by=["Llama-3.1-405B-Instruct"],
        used_at=TRAINED_2025,
    ),
    batch("output-before-the-terms", NOWHERE, 80, _SPAN, _OUTPUT, generated_by=["Claude 2.1"]),
    batch("output-of-somebody", NOWHERE, 60, _SPAN, _OUTPUT, generated_by=["tuned-by-a-friend-7b"]),
)
