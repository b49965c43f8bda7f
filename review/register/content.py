"""What a register says, as plain values (``mishen.register/1``)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from recognizers.finding import finding_id
from redaction.plan import PUBLISHED
from redaction.pseudonym import canonical
from redaction.treatment import bar
from review.messages import text
from review.place import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.text import Document
    from redaction.plan import Edit, RedactionPlan
    from redaction.treatment import Accepted
    from review.redact import Redaction

SCHEMA: Final = "mishen.register/1"
CHINA: Final = dt.timezone(dt.timedelta(hours=8))


def as_json(done: Redaction, now: dt.datetime | None = None) -> dict[str, Any]:
    """Return the register of ``done``; ``now`` is the time it is made (local, with zone)."""
    examined = done.examined
    made = (now or dt.datetime.now(CHINA)).astimezone(CHINA)
    return {
        "schema": SCHEMA,
        "source": {
            "name": _without_withheld(examined.source.name, done),
            "sha256": examined.source.sha256,
            "media_type": examined.source.media_type,
        },
        "output": {
            "sha256": hashlib.sha256(done.output).hexdigest(),
            "media_type": done.output_type,
        },
        "plan": done.plan.digest,
        "made": made.isoformat(timespec="seconds"),
        "profile": examined.detection.profile,
        "items": items(examined.document, done.accepted, done.plan),
        "dropped": dropped(examined.document),
        "proof": done.proof.as_json(),
        "not_looked_for": list(
            dict.fromkeys(examined.document.gaps + examined.detection.not_looked_for)
        ),
    }


def items(
    document: Document, accepted: Sequence[Accepted], plan: RedactionPlan
) -> list[dict[str, Any]]:
    """Return one entry for each withheld finding, numbered from 1 in reading order."""
    places = Places(document)
    wanted = sorted(accepted, key=lambda a: places.order(a.finding.span))
    return [_item(number, a, document, plan, places) for number, a in enumerate(wanted, 1)]


def _item(
    number: int, accepted: Accepted, document: Document, plan: RedactionPlan, places: Places
) -> dict[str, Any]:
    finding = accepted.finding
    done = [edit for edit in plan.edits if any(edit.span.overlaps(s) for s in finding.spans)]
    return {
        "number": number,
        "finding": finding_id(document.sha256, finding),
        "place": places.words(finding.span),
        "layer": places.layer(finding.span),
        "page": places.page(finding.span),
        "kind": finding.kind.value,
        "category": finding.category.value,
        "basis": list(accepted.basis or finding.basis),
        "reason": text(f"withheld.{finding.category.value}"),
        "grounds": list(finding.grounds),
        "treatment": _treatment(done, accepted),
        "spans": [{"block": e.span.block, "start": e.span.start, "end": e.span.end} for e in done],
        "replacement": "".join(edit.replacement for edit in done),
    }


def _treatment(done: Sequence[Edit], accepted: Accepted) -> str:
    """Return the treatment that was carried out, which may be stricter than the one chosen."""
    return next((edit.treatment.value for edit in done), accepted.treatment.value)


def dropped(document: Document) -> list[dict[str, Any]]:
    """Return how much unseen content (comments, hidden rows, ...) the output no longer has."""
    blocks: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for block in document.blocks:
        if block.layer not in PUBLISHED and block.text.strip():
            blocks[block.layer.value] += 1
            characters[block.layer.value] += len(block.text)
    return [
        {"layer": layer, "blocks": n, "characters": characters[layer]}
        for layer, n in sorted(blocks.items())
    ]


def _without_withheld(name: str, done: Redaction) -> str:
    """Return the file's name with withheld texts in it barred: a register quotes none."""
    blocks = done.examined.document.by_id()
    for accepted in done.accepted:
        spans = accepted.finding.spans
        withheld = canonical("".join(blocks[s.block].text[s.start : s.end] for s in spans))
        if len(withheld) > 1:
            name = name.replace(withheld, bar(accepted.finding.category))
    return name
