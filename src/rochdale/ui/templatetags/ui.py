"""Tags and filters every template has: icons, figures, fields, the address of a table."""

from __future__ import annotations

import json
from decimal import Decimal

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from rochdale.base.made_up import shown_name
from rochdale.ui.forms import shape_of
from rochdale.ui.icons import OF_STATE, symbol
from rochdale.ui.light import LIGHTS

register = template.Library()

SPACE = "\u00a0"
MINUS = "\u2212"


register.simple_tag(symbol, name="icon")
register.filter(shown_name)


def written(value: Decimal | int | float | str, places: int | None = None) -> str:
    """A number as the reader writes it: her separators, a true minus, as many decimals as it has or as `places` says."""
    number = Decimal(str(value))
    if places is not None:
        number = round(number, places)
    text = number_format(f"{abs(number):f}", use_l10n=True, force_grouping=True)
    return MINUS + text if number < 0 else text


@register.filter
def as_json(value: object) -> str:
    """`{{ options|as_json }}`: for a data- attribute that a script reads."""
    return json.dumps(value)


@register.filter
def plain(value: Decimal | int | str) -> str:
    """`{{ line.weight|plain }}`: a number as the reader writes it, without the noughts a computed one carries at its end."""
    return written(Decimal(value).normalize())


@register.filter
def num(value: Decimal | int | float | str | None, places: int | None = None) -> str:
    """`{{ weight|num:1 }}`: the figure alone, for text and table cells; nothing for nothing."""
    return "" if value is None or value == "" else written(value, places)


@register.simple_tag
def figure(value: Decimal | int | str | None, unit: str = "", places: int | None = None) -> SafeString:
    """`{% figure lot.weight_kg "kg" 1 %}`: number bold, unit lighter after a space that does not break."""
    if value is None or value == "":
        return SafeString("")
    if not unit:
        return format_html('<span class="num">{}</span>', written(value, places))
    return format_html('<span class="num">{}{}<span class="unit">{}</span></span>', written(value, places), SPACE, unit)


@register.filter
def dot(value: Decimal | int | float) -> str:
    """A number for SVG and CSS: with a point in every language, at most two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


BEADS_FROM, BEADS_TO = 12, 288
"""Where the thread of beads begins and ends in its picture of 300 by 24."""


@register.simple_tag
def beads(at: int, of: int) -> SafeString:
    """The beads of `c-beads`: filled up to `at`, the one of now in sun, the rest hollow."""
    step = (BEADS_TO - BEADS_FROM) / max(of - 1, 1)
    places = [round(BEADS_FROM + step * number) for number in range(of)]
    thread = format_html(
        '<path class="l-edge" d="M{} 12H{}"/><path class="l-indigo thick" d="M{} 12H{}"/>', places[0], places[-1], places[0], places[at - 1]
    )
    kinds = [
        ("f-indigo", "l-indigo", 8) if n < at else ("f-sun", "l-ink", 10) if n == at else ("f-sheet", "l-edge", 8) for n in range(1, of + 1)
    ]
    circles = format_html_join(
        "",
        '<g class="{}"><circle class="{}" cx="{}" cy="12" r="{}"/></g>',
        ((line, fill, x, r) for (fill, line, r), x in zip(kinds, places, strict=True)),
    )
    return thread + circles


KNOTS_FROM, KNOTS_STEP = 19, 38
"""Where the knots of a PIN lie in their picture of 304 by 36."""
DICE = {1: "5", 2: "19", 3: "159", 4: "1379", 5: "13579", 6: "134679", 7: "1345679", 8: "12346789", 9: "123456789"}
"""Which of nine places of a die, row by row, hold a bean."""


@register.simple_tag
def knot_x(number: int) -> int:
    """Where the knot of that number (the first is 0) lies on its thread."""
    return KNOTS_FROM + KNOTS_STEP * number


@register.simple_tag
def beans(number: int) -> SafeString:
    """As many beans as the key of a PIN pad says, laid as on a die in a picture of 44 by 44; an empty bowl for none."""
    if not number:
        return SafeString('<path class="l-edge" d="M9 20h26q-1 13-13 13T9 20z" stroke-width="2.5"/>')
    places = (divmod(int(place) - 1, 3) for place in DICE[number])
    return format_html_join("", '<use href="#bean" x="{}" y="{}"/>', ((8 + 14 * column, 8 + 14 * row) for row, column in places))


NOTICE_STATES = {"success": "good", "warning": "need", "error": "need"}


@register.filter
def words(text: str) -> list[str]:
    """`{% for dye in "leaf sun"|words %}`."""
    return text.split()


@register.filter
def icon_of(state: str) -> str:
    """The icon of a state: good, wait, need, no, draft; a speech for none."""
    return OF_STATE.get(state, "talk")


@register.filter
def notice_state(message: Message) -> str:
    """State of the notice that shows a flash message."""
    return NOTICE_STATES.get(message.level_tag, "")


@register.filter
def language_name_local(code: str) -> str:
    """A language's name in that language."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


@register.simple_tag
def is_cleared() -> bool:
    """Whether a native speaker has read this language (docs/translations.md)."""
    return get_language() not in getattr(settings, "LANGUAGES_NOT_CLEARED", ())


@register.simple_tag
def lights() -> list[tuple[str, str]]:
    """The choices of light: as the device has it, day, dark, high sun."""
    return [(code, str(name)) for code, name in LIGHTS.items()]


@register.filter
def shape(field: BoundField) -> str:
    """Which component draws this field: text, figure, tiles, select, checkbox, date, file, choose or hidden."""
    return shape_of(field)


@register.filter
def typed(field: BoundField) -> str:
    """What stands in the field now, as text."""
    value = field.value()
    return "" if value is None else str(value)
