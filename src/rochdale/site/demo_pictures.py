"""Pictures such as a phone would take at a workshop and beside drying cocoa, drawn for the demo: nobody's photo has to be shown."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

SIZE, FINE = (960, 720), 2
"""Drawn twice as large, then made smaller: edges become soft."""
SKINS = ("#7a4f33", "#8d5d3d", "#6b442c", "#94653f")
CLOTHS = ("#2b3a86", "#9b2a1e", "#2a6535", "#7c2b5e", "#e3a72f", "#4c6a8a", "#b5652b")


def _picture(draw_on: Callable[[ImageDraw.ImageDraw], None], sky: str, ground: str, horizon: int) -> bytes:
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, horizon * FINE, SIZE[0] * FINE, SIZE[1] * FINE), fill=ground)
    draw_on(draw)
    shade = Image.linear_gradient("L").rotate(180).resize(picture.size).point(lambda value: value // 5)
    picture.paste(Image.new("RGB", picture.size, "#fff3d6"), mask=shade)
    out = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1)).resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def workshop() -> bytes:
    """A hall with people around four tables, as PNG; the same bytes each time."""
    return _picture(_hall, "#d9c7a3", "#a98f66", 330)


def _hall(draw: ImageDraw.ImageDraw) -> None:
    for left in range(0, SIZE[0], 60):
        _box(draw, (left, 0, left + 2, 330), "#c2ad84")
    _box(draw, (80, 60, 330, 260), "#7fa36b")
    _box(draw, (80, 60, 330, 130), "#cfe3ea")
    _box(draw, (200, 60, 208, 260), "#6b4b34")
    _box(draw, (430, 50, 760, 270), "#fbf6e8")
    for row in range(4):
        for column in range(3):
            _box(draw, (450 + column * 104, 70 + row * 48, 536 + column * 104, 76 + row * 48), CLOTHS[(row + column) % 4])
            _box(draw, (450 + column * 104, 84 + row * 48, 510 + column * 104, 88 + row * 48), "#b7a98b")
    for place, (x, y, scale) in enumerate(((230, 400, 0.8), (690, 400, 0.8), (180, 560, 1.15), (720, 570, 1.15))):
        _table(draw, x, y, scale, place)


def _table(draw: ImageDraw.ImageDraw, x: int, y: int, scale: float, seed: int) -> None:
    for seat in range(3):
        _person(draw, x + int((seat - 1) * 92 * scale), y - int(44 * scale), scale, seed * 3 + seat)
    wide, high = int(190 * scale), int(48 * scale)
    _oval(draw, (x - wide, y - high + 6, x + wide, y + high + 14), "#5a3f29")
    _oval(draw, (x - wide, y - high, x + wide, y + high), "#8c6440")
    _box(draw, (x - 34, y - 14, x + 30, y + 16), "#fffdf8")
    _oval(draw, (x + 70, y - 12, x + 96, y + 10), "#fffdf8")
    for bean in range(7):
        _oval(draw, (x - 110 + bean * 9, y - 6 + bean % 3 * 7, x - 102 + bean * 9, y + bean % 3 * 7), "#3d2413")
    for side in (-1, 1):
        _person(draw, x + int(side * 128 * scale), y + int(34 * scale), scale * 1.1, seed * 2 + side + 5, is_from_behind=True)


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, scale: float, seed: int, *, is_from_behind: bool = False) -> None:
    head, wide = int(24 * scale), int(42 * scale)
    _round(draw, (x - wide, y, x + wide, y + int(86 * scale)), CLOTHS[seed % 7], int(34 * scale))
    _oval(draw, (x - head, y - int(42 * scale), x + head, y + int(8 * scale)), SKINS[seed % 4])
    if is_from_behind:
        _oval(draw, (x - head - 2, y - int(46 * scale), x + head + 2, y + int(2 * scale)), "#1d140d")
        return
    draw.chord(_fine((x - head - 2, y - int(46 * scale), x + head + 2, y + int(8 * scale))), 200, 340, fill="#1d140d")


def cocoa() -> bytes:
    """Beans on a rack in front of a house, and ripe pods, as PNG; the same bytes each time."""
    return _picture(_yard, "#bcd3d8", "#a8683f", 360)


def _yard(draw: ImageDraw.ImageDraw) -> None:
    for place in range(12):
        _oval(draw, (place * 96 - 60, 120 + place % 3 * 26, place * 96 + 130, 350), ("#4f7a43", "#3f6a3a", "#5f8a4c")[place % 3])
    _box(draw, (520, 170, 900, 400), "#c98a58")
    draw.polygon(_fine((480, 180, 710, 80, 940, 180)), fill="#7d746b")
    _box(draw, (650, 250, 730, 400), "#4a2f1e")
    _box(draw, (780, 240, 850, 310), "#3c4a55")
    draw.polygon(_fine((60, 470, 900, 470, 960, 610, 0, 610)), fill="#8a6a3f")
    for row in range(9):
        for place in range(70):
            x, y = 66 + place * 12 + row * 3 % 7 - row * 4, 476 + row * 14 + place * 7 % 5
            _oval(draw, (x, y, x + 13, y + 9), ("#5b2f1b", "#6e3c22", "#4a2516", "#7d4a2c")[(place * 3 + row) % 4])
    for x in (70, 330, 600, 870):
        _box(draw, (x, 606, x + 18, 690), "#5a3f29")
    for place, dye in enumerate(("#d98c1f", "#b5421f", "#e0a92e", "#c9631f")):
        _oval(draw, (110 + place * 92, 628 + place % 2 * 14, 214 + place * 92, 690 + place % 2 * 14), dye)
        draw.arc(_fine((122 + place * 92, 638 + place % 2 * 14, 202 + place * 92, 680 + place % 2 * 14)), 190, 350, fill="#7a3a14", width=4)


def _fine(places: tuple[int, ...]) -> list[int]:
    return [place * FINE for place in places]


def _box(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], fill: str) -> None:
    draw.rectangle(_fine(box), fill=fill)


def _oval(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], fill: str) -> None:
    draw.ellipse(_fine(box), fill=fill)


def _round(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], fill: str, radius: int) -> None:
    draw.rounded_rectangle(_fine(box), radius=radius * FINE, fill=fill)
