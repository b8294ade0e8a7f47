"""The steps of a shipment, a few fields a screen; a paper that somebody brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.rules.law import EU
from rochdale.trade.forms.goods import find_ports
from rochdale.trade.operations.shipments import Into
from rochdale.trade.operations.shipping_papers import PaperGiven
from rochdale.trade.rules.boxes import Box
from rochdale.trade.rules.residue import DEFAULT_LIMIT_PPM, Residue
from rochdale.trade.rules.shipments import AIR, SEA, TRUCK, Booking
from rochdale.trade.shipments_called import CARRIERS, WAYS
from rochdale.trade.shipping import LotLine
from rochdale.ui.forms import ChooseField, DayField, FigureField, OperationForm, Tiles


class BeginForm(OperationForm):
    """By ship, by truck or by air, and which contracts of the container travel together."""

    mode = forms.ChoiceField(
        label=_("How does it travel?"),
        widget=Tiles(CARRIERS),
        choices=list(WAYS.items()),
        initial="sea",
    )
    contracts = forms.MultipleChoiceField(label=_("Which contracts travel together?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, together: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.together = [id for id, _name in together]
        if len(together) == 1:
            del self.fields["contracts"]
            return
        field = self.fields["contracts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(id), name) for id, name in together]
        field.initial = [str(id) for id in self.together]

    def contract_ids(self) -> tuple[UUID, ...]:
        """Those that were chosen."""
        return tuple(UUID(str(one)) for one in self.cleaned_data.get("contracts", self.together))


class BookingWayForm(forms.Form):
    """From where to where, and when."""

    origin = ChooseField(label=_("Where does it leave from?"), help_text=_("Type the name, for example Da Nang."), find=find_ports)
    destination = ChooseField(label=_("Where does it arrive?"), find=find_ports)
    closes_on = DayField(label=_("Until when must papers and goods be there?"), help_text=_("The carrier calls it the cut-off."))
    leaves_on = DayField(label=_("When does it leave?"))
    arrives_on = DayField(label=_("When does it arrive?"))


class BookingCarrierForm(OperationForm):
    """With whom."""

    carrier = forms.CharField(label=_("Which carrier?"), max_length=100)
    vessel = forms.CharField(label=_("Name of the ship, plate of the truck, or number of the flight"), max_length=100)
    voyage = forms.CharField(label=_("Number of the voyage"), max_length=40, required=False)
    number = forms.CharField(label=_("Number of the booking"), max_length=60)
    size = forms.ChoiceField(
        label=_("How large is the company that imports?"),
        help_text=_("Rules for small ones begin later in the European Union."),
        choices=[("large", _("Large or medium")), ("small", _("Small or micro"))],
    )
    on = DayField(label=_("When was it booked?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = str(self.data.get("destination") or self.initial.get("destination") or "")
        arrives_in = {match.value[:2] for match in find_ports(typed)} if typed else set()
        if arrives_in and not arrives_in & EU:
            del self.fields["size"]


BOOKING_STEPS: tuple[type[forms.Form], ...] = (BookingWayForm, BookingCarrierForm)


def booking_of(said: Mapping[str, Any]) -> Booking:
    """As the operation takes it."""
    names = ("carrier", "vessel", "voyage", "number", "origin", "destination", "closes_on", "leaves_on", "arrives_on")
    return Booking(*(said[name] for name in names))


NUMBERS = {
    SEA: _("Number of the container"), TRUCK: _("Plate of the truck"), AIR: _("Number of the air container, if there is one"),
}  # fmt: skip


class StuffForm(OperationForm):
    """The container, as its door says, and what went into it. What flies may lie loose."""

    def __init__(self, *args: Any, lines: Iterable[LotLine], mode: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, is_loose = list(lines), mode == AIR
        self.fields["box"] = forms.CharField(
            label=NUMBERS[mode], max_length=20, required=not is_loose,
            help_text=_("Four letters and seven figures, as on its door.") if mode == SEA else "",
        )  # fmt: skip
        if not is_loose:
            weight: dict[str, Any] = {"unit": _("kg"), "max_digits": 8, "decimal_places": 0, "min_value": 1}
            self.fields["payload_kg"] = FigureField(label=_("What may it carry?"), **weight)
            self.fields["tare_kg"] = FigureField(label=_("What does it weigh empty?"), **weight)
        for at, line in enumerate(self.lines):
            what = {"lot": line.reference, "seller": line.seller}
            self.fields[f"kg_{at}"] = FigureField(
                label=_("%(lot)s, %(seller)s: net weight") % what, unit=_("kg"), max_digits=12, decimal_places=3, min_value=0
            )
            if line.bag_kg:
                self.fields[f"bags_{at}"] = FigureField(
                    label=_("%(lot)s, %(seller)s: bags") % what, max_digits=7, decimal_places=0, min_value=0, required=False
                )
        self.fields["on"] = DayField(label=_("When was it stuffed?"))

    def box(self) -> Box:
        """As its plate says."""
        said = self.cleaned_data
        return Box(said["box"], said.get("payload_kg", Decimal(0)), said.get("tare_kg", Decimal(0)))

    def lots(self) -> tuple[Into, ...]:
        """By lot."""
        said = self.cleaned_data
        return tuple(
            Into(line.contract_id, line.position, said[f"kg_{at}"], _whole(said.get(f"bags_{at}"))) for at, line in enumerate(self.lines)
        )


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


class WeighForm(OperationForm):
    """The verified gross mass."""

    gross_kg = FigureField(
        label=_("What does it weigh, packed and closed?"), unit=_("kg"), max_digits=8, decimal_places=0, min_value=1,
        help_text=_("Goods, bags and container together. No ship takes one without it."),
    )  # fmt: skip
    method = forms.ChoiceField(
        label=_("How was it weighed?"),
        choices=[("1", _("The whole container on a scale")), ("2", _("Goods and packing weighed, the empty container added"))],
    )
    on = DayField(label=_("When was it weighed?"))


class SealForm(OperationForm):
    """Which seals close it."""

    seals = forms.CharField(label=_("Which seals close it?"), help_text=_("Several: with a comma between them."), max_length=200)
    on = DayField(label=_("When was it sealed?"))

    def numbers(self) -> tuple[str, ...]:
        """One by one."""
        return tuple(one.strip() for one in re.split(r"[,;\n]", self.cleaned_data["seals"]) if one.strip())


BILL_FIELDS = {
    SEA: (_("Number of the bill of lading"), _("The day on the bill of lading.")),
    TRUCK: (_("Number of the consignment note"), _("The day on the consignment note.")),
    AIR: (_("Number of the air waybill"), _("The day on the air waybill.")),
}


class DepartForm(OperationForm):
    """When it left; without a paper only with a reason."""

    on = DayField(label=_("When did it leave?"))
    bill = forms.CharField(label=_("Number of the bill of lading"), max_length=60, required=False)

    def __init__(self, *args: Any, may_explain: bool, mode: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bill"].label, self.fields["on"].help_text = BILL_FIELDS[mode]
        if may_explain:
            self.fields["reason"] = forms.CharField(
                label=_("Why may it leave without these papers?"), widget=forms.Textarea({"rows": 3}), max_length=1000, required=False,
                help_text=_("Your name stands beside it, for all parties to read."),
            )  # fmt: skip


class ArriveForm(OperationForm):
    """When it arrived."""

    on = DayField(label=_("When did it arrive?"))


class LandForm(OperationForm):
    """What was weighed on arrival."""

    landed_kg = FigureField(
        label=_("What did all lots weigh together?"),
        unit=_("kg"),
        max_digits=12,
        decimal_places=3,
        help_text=_("Net weight, without bags."),
    )
    on = DayField(label=_("When was it weighed?"))


class ClaimForm(OperationForm):
    """On which day the missing weight is claimed."""

    on = DayField(label=_("When was it claimed?"))


class PaperForm(OperationForm):
    """A paper as it was issued, with its file."""

    file = forms.FileField(label=_("A photograph or PDF of it"))
    number = forms.CharField(label=_("Its number"), max_length=100)
    issuer = forms.CharField(label=_("Who issued it?"), max_length=200)
    issued_on = DayField(label=_("Issued on"))
    valid_until = DayField(label=_("Valid until"), required=False)

    FIGURES = ("found_ppm", "loq_ppm", "limit_ppm", "is_accredited")

    def __init__(self, *args: Any, kind: str, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.about = kind, about
        if kind == "rex-registration":
            del self.fields["file"]
        if kind == "residue-report":
            self._ask_for_figures()

    def _ask_for_figures(self) -> None:
        ppm: dict[str, Any] = {"unit": _("ppm"), "max_digits": 12, "decimal_places": 6, "min_value": 0}
        self.fields["found_ppm"] = FigureField(
            label=_("What was found at most?"), required=False, help_text=_("Leave it empty if nothing was detected."), **ppm
        )
        self.fields["loq_ppm"] = FigureField(
            label=_("Down to what does the laboratory measure?"), help_text=_("The limit of quantification (LOQ)."), **ppm
        )
        self.fields["limit_ppm"] = FigureField(
            label=_("Which limit holds there?"), initial=DEFAULT_LIMIT_PPM, help_text=_("0.01 ppm in Japan where no other is set."), **ppm
        )
        self.fields["is_accredited"] = forms.BooleanField(label=_("The laboratory is accredited to ISO/IEC 17025"), required=False)

    def paper(self) -> PaperGiven:
        """As the operation takes it."""
        said, file = self.cleaned_data, self.cleaned_data.get("file")
        name, content = (file.name, file.read()) if file else ("", b"")
        residue = None
        if self.kind == "residue-report":
            residue = Residue(said["found_ppm"], said["loq_ppm"], said["limit_ppm"], is_accredited=said["is_accredited"])
        return PaperGiven(
            self.kind, said["number"], said["issuer"], said["issued_on"], said["valid_until"], self.about, name, content, residue
        )
