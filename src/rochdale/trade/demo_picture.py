"""A picture such as somebody's phone would take when goods arrive, drawn for the demo world: nobody's photo has to be shown."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (720, 540)
WALL, FLOOR, BOX, RIB, SACK, EDGE, PALLET = "#efe6d6", "#cdbd9f", "#2f6b60", "#255349", "#d9b982", "#9c7a45", "#7b5a34"
SACK_SIZE, ROWS = (104, 58), (5, 4, 4)


def picture_of_arrival() -> bytes:
    """Sacks on a pallet before an open container, as PNG; the same bytes each time."""
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 400, *SIZE), fill=FLOOR)
    draw.rectangle((40, 60, 680, 410), fill=BOX)
    for left in range(56, 680, 26):
        draw.line((left, 60, left, 410), fill=RIB, width=6)
    draw.rectangle((210, 96, 510, 410), fill="#1b2d2a")
    draw.rectangle((70, 446, 650, 470), fill=PALLET)
    for left in (84, 330, 590):
        draw.rectangle((left, 470, left + 46, 500), fill=PALLET)
    for level, count in enumerate(ROWS):
        _row(draw, level, count)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _row(draw: ImageDraw.ImageDraw, level: int, count: int) -> None:
    wide, high = SACK_SIZE
    left, top = (SIZE[0] - count * (wide + 4)) // 2, 446 - (level + 1) * (high - 4)
    for place in range(count):
        x = left + place * (wide + 4)
        draw.rounded_rectangle((x, top, x + wide, top + high), radius=22, fill=SACK, outline=EDGE, width=3)
        draw.line((x + wide // 2, top + 14, x + wide // 2, top + high - 14), fill=EDGE, width=2)
