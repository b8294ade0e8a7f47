"""A photo from a phone loses everything that is not the picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from rochdale.base.photos import LONGEST, rewritten
from rochdale.kernel.refusal import Refused


def a_photo(width: int = 2000, height: int = 1200) -> bytes:
    picture, out = Image.new("RGB", (width, height), "#2a6535"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A phone"
    exif.get_ifd(0x8825)[2] = (15.0, 10.0, 0.0)
    picture.save(out, "JPEG", exif=exif, comment=b"taken at home")
    return out.getvalue()


def test_nothing_tells_where_when_and_with_what() -> None:
    before = a_photo()
    assert b"A phone" in before and b"taken at home" in before
    after = rewritten(before)
    opened = Image.open(BytesIO(after))
    assert not opened.getexif() and b"A phone" not in after and b"taken at home" not in after and "icc_profile" not in opened.info
    assert max(opened.size) == LONGEST


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff broken", a_photo(40, 40)[:200]])
def test_what_cannot_be_opened_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        rewritten(content)


def test_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="photo-too-large"):
        rewritten(b"\x00" * (8 * 1024 * 1024 + 1))
