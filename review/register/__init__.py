"""The register of what was withheld (区分处理清单): why, under which article, where.

Article 37 of the 2019 regulation (22 of the 2008 one) wants the reason for
each part that is not disclosed. A register holds places, kinds, articles,
reasons and treatments, never the text that was withheld.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from review.register.content import as_json

if TYPE_CHECKING:
    from review.redact import Redaction


def render(done: Redaction, suffix: str) -> bytes:
    """Return the register as ``.json`` (``mishen.register/1``) or ``.docx``."""
    body = as_json(done)
    if suffix == ".json":
        return json.dumps(body, ensure_ascii=False, indent=2).encode() + b"\n"
    from review.register.paper import as_docx  # noqa: PLC0415 - python-docx is heavy

    return as_docx(body)
