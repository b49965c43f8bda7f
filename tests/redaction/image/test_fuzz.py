"""Whatever is done to a picture, reading ends in a document or a coded error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from recognizers.errors import UserError
from redaction.plan import RedactionPlan
from tests.redaction.image.pictures import encoded
from tests.redaction.image.test_image import ADAPTERS


def small() -> Image.Image:
    """Return a small picture with a figure that Pillow's own font draws."""
    image = Image.new("L", (64, 40), 255)
    ImageDraw.Draw(image).text((8, 4), "2024", fill=0)
    return image


WHOLE = {kind: encoded(small(), kind) for kind in ADAPTERS}


@given(st.sampled_from(sorted(WHOLE)), st.data())
@settings(max_examples=25)
def test_a_damaged_picture_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = WHOLE[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.binary(max_size=4))
    source = whole[:at] + change + whole[at + data.draw(st.integers(0, 6)) :]
    try:
        document = ADAPTERS[kind].read(source)
    except UserError:
        return  # any other error is a bug and comes out
    output = ADAPTERS[kind].write(source, RedactionPlan(document.sha256, ()))
    assert ADAPTERS[kind].read(output).pages == document.pages


@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=200))
def test_noise_is_refused(kind: str, noise: bytes) -> None:
    with pytest.raises(UserError):
        ADAPTERS[kind].read(noise)
