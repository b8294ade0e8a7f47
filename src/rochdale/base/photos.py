"""Photos from people's phones: made smaller and written anew, so that nothing in the file tells where, when and with what it was taken."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from rochdale.kernel.refusal import Refusal, Refused

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST = 1000
"""Pixels of the longer side: enough for a page, little enough for a slow line."""
QUALITY = 75


def rewritten(content: bytes) -> bytes:
    """A JPEG of the picture alone, upright, without EXIF, GPS or colour profile. Refuses what is too large or no picture."""
    if len(content) > MOST_BYTES:
        raise Refused(Refusal("base.photo-too-large", {"most_mb": MOST_BYTES // 1024**2}))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            opened = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(Refusal("base.photo-too-large", {"most_mb": MOST_BYTES // 1024**2}))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as wrong:
        raise Refused(Refusal("base.photo-is-none")) from wrong
    picture.thumbnail((LONGEST, LONGEST))
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
