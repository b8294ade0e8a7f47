"""Examples for the gallery page. People, cooperatives and figures are invented."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Said
from rochdale.ui.charts import Part, Pillar, Share, bars, columns, container, thread, waterfall
from rochdale.ui.forms import ChooseField, DayField, FigureField, ManyTiles, Match, Text, Tiles
from rochdale.ui.icons import chip
from rochdale.ui.maps import Spot, draw_map
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

PORTS = (
    Match("DKAAR", "Aarhus, Denmark"),
    Match("ITGOA", "Genova, Italy"),
    Match("JPTYO", "Tokyo, Japan"),
    Match("THLCH", "Laem Chabang, Thailand"),
    Match("CMKBI", "Kribi, Cameroon"),
    Match("TGLFW", "Lomé, Togo"),
)


def find_port(text: str) -> list[Match]:
    """Ports of the example whose name or code holds `text`."""
    return [port for port in PORTS if text.casefold() in f"{port.label} {port.value}".casefold()]


class ExampleForm(forms.Form):
    """One field of each shape."""

    weight_kg = FigureField(
        label=_("How much does it weigh?"),
        help_text=_("Read it from the scale, bags included."),
        unit="kg",
        max_value=180,
        initial=Decimal("86.5"),
    )
    payment = forms.ChoiceField(
        label=_("How is it paid?"),
        choices=[("cash", _("Cash")), ("phone", _("Phone")), ("book", _("Passbook"))],
        widget=Tiles({"cash": "coins", "phone": "phone", "book": "book"}),
        initial="cash",
    )
    proofs = forms.MultipleChoiceField(
        label=_("Which certificates does it carry?"),
        choices=[("organic", _("Organic")), ("fairtrade", "Fairtrade")],
        widget=ManyTiles({"organic": "leaf", "fairtrade": "seal"}),
        required=False,
    )
    village = forms.ChoiceField(label=_("Which village?"), choices=[("nong", "Ban Nong"), ("phu", "Ban Phu"), ("lak", "Ban Lak")])
    port = ChooseField(label=_("Which port?"), help_text=_("Write a few letters of its name."), find=find_port, suggestions=PORTS)
    ready_on = DayField(label=_("When is it ready?"), required=False)
    paper = forms.FileField(label=_("Do you have a quality paper?"), required=False)
    remark = forms.CharField(label=_("What else should the buyer know?"), widget=forms.Textarea({"rows": 3}), required=False)
    is_agreed = forms.BooleanField(label=_("The members agree to offer this lot."))


TYPED = {"weight_kg": "865", "payment": "cash", "village": "nong", "port": "a", "remark": "Sorted by hand"}
"""What a hurried reader typed; the form answers with its sentences."""

REFUSED = Said(
    "supply.lot-closed",
    str(_("It was closed on 14 November at 17:00.")),
    str(_("Open lot DM-26-0418 and weigh it there.")),
    str(_("A closed lot keeps its weight, so that receipts and bags agree.")),
    str(_("Lot rules of the cooperative, point 2 (example).")),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the example table."""

    number: int
    member: str
    grade: Any
    weight_kg: Decimal
    state: str


def _deliveries() -> list[Delivery]:
    members = ("Mrs Keo", "Mr Thong", "Mrs La", "Mr Bounmy", "Mrs Noy", "Mr Sone", "Mrs Phet", "Mr Kham")
    grades = (_("Mostly red"), _("Part green"), _("Floaters"))
    return [
        Delivery(
            number,
            f"{members[number % 8]} Example",
            grades[number % 3],
            Decimal(400 + number * 37 % 810) / 10,
            ("good", "wait", "draft")[number % 3],
        )
        for number in range(1, 25)
    ]


STATES = {"good": _("Paid"), "wait": _("Waiting"), "draft": _("Draft")}


def table() -> Table[Delivery]:
    """Deliveries of a day."""
    return Table(
        _deliveries(),
        [
            Column("member", _("Member"), lambda row: row.member, order="member"),
            Column("grade", _("Grade"), lambda row: row.grade),
            Column("weight", _("Weight"), lambda row: f"{written(row.weight_kg, 1)} kg", order="weight_kg", is_number=True),
            Column("state", _("State"), lambda row: chip(row.state, STATES[row.state])),
        ],
        search=("member",),
        key="number",
        size=6,
        name="day",
    )


ROAD = (
    Part(_("Farmers"), Decimal("5.50"), _("members of the three"), dye="leaf", weave="chev", is_first=True),
    Part(_("Their cooperatives"), Decimal("0.69"), _("washing, drying, sorting"), dye="leaf"),
    Part(_("Mill, bags, union and truck"), Decimal("0.68")),
    Part(_("At the port"), Decimal(0), is_sum=True),
    Part(_("Ship"), Decimal("0.19"), _("one container, shared by weight"), dye="bark"),
    Part(_("Landed in Aarhus"), Decimal(0), is_sum=True),
)
SHARES = (Share("Dongmai", 140), Share("Phoukeo", 100), Share("Namsai", 80))
# fmt: off
SEA_ROAD = (
    (100.88, 13.08), (101.5, 10), (104.6, 5.5), (104.4, 1.4), (103.4, 1.1), (100.5, 3.4), (95.2, 6.1), (80.6, 5.6), (60, 11.5),
    (51.5, 12.3), (43.4, 12.5), (38, 19.5), (33.5, 27.5), (32.5, 30.5), (32.3, 31.6), (23, 34.3), (11.2, 37.5), (-2, 36.2),
    (-5.8, 35.9), (-9.6, 37), (-9.9, 43.5), (-5.6, 48.8), (1.4, 51), (4, 53.2), (7.5, 57.2), (10.7, 57.9), (11.2, 56.6),
    (10.25, 56.15),
)
# fmt: on
"""Some turning points between the Gulf of Thailand and Aarhus: (longitude, latitude)."""


class PinForm(forms.Form):
    """The one field of a PIN pad."""

    pin = forms.CharField(label=_("Your PIN"), widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off"}))


@dataclass(frozen=True, slots=True)
class Twin:
    """A fact of two things, for `c-twins`."""

    name: Text
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


TWINS = [Twin(_("Number"), "CM-SW-2014-0031", "CM-SW-2014-0044"), Twin(_("Form"), "SCOOPS", "SCOOPS")]


@dataclass(frozen=True, slots=True)
class Sign:
    """A person's sign, for `c-sign`."""

    weave: str
    dye: str
    thing: str


SIGNS = {"Mrs Keo": Sign("chev", "madder", "sack"), "Mr Thong": Sign("dot", "leaf", "home"), "Mrs La": Sign("check", "sun", "mill")}


def pictures() -> dict[str, Any]:
    """Everything drawn, for the template."""
    return {
        "waterfall": waterfall(ROAD),
        "columns": columns([Pillar(str(week), Decimal(kg)) for week, kg in enumerate((1200, 3400, 5100, 7800, 6900, 2300), start=1)]),
        "bars": bars(
            [Part(share.name, Decimal(share.bags), dye=thread(number)[0], weave=thread(number)[1]) for number, share in enumerate(SHARES)]
        ),
        "container": container(SHARES),
        "container_of_many": container(
            [Share(" ".join((str(_("Cooperative")), str(number))), bags) for number, bags in enumerate((90, 60, 40, 25, 12, 8), 1)],
            holds_bags=320,
        ),
        "road": draw_map([Spot((100.88, 13.08), "Laem Chabang"), Spot((10.25, 56.15), "Aarhus")], road=SEA_ROAD, marked={"LA", "DK"}),
        "lane": draw_map(
            [Spot((31.05, -29.87), "Durban"), Spot((28.28, -15.41), "Lusaka"), Spot((32.58, -25.97), "Maputo")],
            road=((28.28, -15.41), (29.9, -22.2), (31.05, -29.87)),
            marked={"ZM", "ZA"},
        ),
    }
