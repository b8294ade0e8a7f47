"""The parts of an application, each a short screen. They parse; what the law says of an answer is told beside it and at the end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rochdale.registry import law_words as words
from rochdale.registry.dossier_labels import ROLES, SIGNS
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.filing_facts import procedure_for
from rochdale.registry.rules.pack import Form, Pack, Procedure
from rochdale.registry.rules.places import place_code
from rochdale.registry.rules.provinces import provinces
from rochdale.ui.forms import DayField, FigureField, OperationForm

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
Told = Mapping[str, Any]


def _yes_no(label: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, required=False, **kwargs)


class PartForm(OperationForm):
    """One part. `answers()` is what the dossier keeps of it; nothing is compulsory, so that a group can stop anywhere."""

    part = ""

    def __init__(
        self, *args: Any, pack: Pack | None = None, form: Form | None = None, country: str = "", act: str = "REGISTER", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pack, self.law, self.country, self.act = pack, form, country, act
        self.fit()

    def fit(self) -> None:
        """Leave out what this law does not ask."""

    @property
    def procedure(self) -> Procedure | None:
        """The act as the law has it."""
        return self.pack.procedure(procedure_for(self.act)) if self.pack else None

    def answers(self) -> dict[str, Any]:
        """Texts as they were typed, figures without separators, days in ISO form."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if name != "operation_id"}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return "" if value is None else str(value).strip() if not isinstance(value, (list, dict)) else value


class NameForm(PartForm):
    part = "name"
    name = forms.CharField(label=_("What will you be called?"), max_length=200, required=False)
    acronym = forms.CharField(label=_("A short name, if there is one"), max_length=60, required=False)

    def fit(self) -> None:
        texts = self.law.fact("name_must_contain.any_of").texts if self.law else ()
        if texts:
            self.fields["name"].help_text = _("The law wants one of these in it: %(words)s.") % {"words": " / ".join(texts)}


class SeatForm(PartForm):
    part = "seat"
    province = forms.CharField(label=_("Province or region"), max_length=100, required=False)
    district = forms.CharField(label=_("District"), max_length=100, required=False)
    village = forms.CharField(label=_("Village or town"), max_length=100, required=False)

    def fit(self) -> None:
        """A province is chosen where they are known: however it is written, the dossier finds its office."""
        names = provinces(self.country, get_language() or "")
        if not names:
            return
        own = self.initial.get("province", "")
        called = {place_code(self.country, [name]): name for name in names}
        choices = [(own if own and place_code(self.country, [own]) == code else name, name) for code, name in called.items()]
        self.fields["province"] = forms.ChoiceField(label=self.fields["province"].label, choices=[("", "–"), *choices], required=False)

    @staticmethod
    def from_answers(told: Told) -> dict[str, Any]:
        """The places of a seat, as they are asked."""
        return dict(zip(("province", "district", "village"), said(told, "seat", "names") or (), strict=False))

    def answers(self) -> dict[str, Any]:
        names = [self.cleaned_data[level].strip() for level in ("province", "district", "village")]
        there = [name for name in names if name]
        return {"names": there, "code": place_code(self.country, there) if names[0] and names[-1] else ""}


class PurposeForm(PartForm):
    part = "purpose"
    object = forms.CharField(
        label=_("What will you do together?"), help_text=_("All of it: what is not named, the cooperative may not do."), max_length=1000,
        required=False, widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    common_bond = forms.CharField(
        label=_("What binds you together?"), help_text=_("As: growers of coffee in three villages."), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    years = forms.IntegerField(label=_("For how many years?"), min_value=1, max_value=999, initial=99, required=False)


class SharesForm(PartForm):
    part = "shares"
    value = FigureField(label=_("What does one share cost?"), max_digits=14, decimal_places=2, min_value=Decimal("0.01"), required=False)
    most_percent = FigureField(
        label=_("How much of all shares may one member hold, at most?"), unit="%", max_digits=5,
        decimal_places=2, min_value=1, max_value=100,
        initial=Decimal(20), required=False,
    )  # fmt: skip

    def fit(self) -> None:
        self.fields["value"].widget.unit = self.currency

    @property
    def currency(self) -> str:
        """That of the law."""
        return self.pack.currency if self.pack else ""

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "currency": self.currency}


class AssemblyForm(PartForm):
    part = "assembly"
    on = DayField(label=_("When was it?"), required=False)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    present = forms.IntegerField(label=_("How many founders came?"), min_value=1, max_value=100_000, required=False)
    chair = forms.CharField(label=_("Who led it?"), max_length=100, required=False)
    secretary = forms.CharField(label=_("Who wrote it down?"), max_length=100, required=False)
    official = _yes_no(_("Did an official attend?"))

    def fit(self) -> None:
        if self.act != "REGISTER":
            self.fields["present"].label = _("How many came?")
        if self.procedure is None or self.procedure.fact("official_attends_assembly").value is not True:
            del self.fields["official"]


class StatutesForm(PartForm):
    part = "statutes"
    bar = _yes_no(_("Is anybody shut out for the people, party or religion they belong to?"))
    read = forms.ChoiceField(
        label=_("Were the statutes read aloud to all, and agreed?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )

    def fit(self) -> None:
        if self.law is None or not self.law.has("member_rules.no_ethnic_political_religious_bar"):
            del self.fields["bar"]

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        return {**told, "read": told["read"] if told["read"] == "yes" else ""}


class FounderForm(PartForm):
    """One founder, added to the list."""

    part = "founders"
    name = forms.CharField(label=_("Name"), max_length=100)
    village = forms.CharField(label=_("Village"), max_length=100, required=False)
    shares = forms.IntegerField(label=_("How many shares?"), min_value=0, max_value=1_000_000, initial=1)
    paid = FigureField(label=_("How much of it is paid?"), max_digits=14, decimal_places=2, min_value=0, initial=Decimal(0), required=False)
    sign = forms.ChoiceField(
        label=_("How does this person sign?"), choices=list(SIGNS.items()), widget=forms.RadioSelect, initial="signature"
    )

    def fit(self) -> None:
        self.fields["paid"].widget.unit = self.pack.currency if self.pack else ""


class FoundersForm(PartForm):
    """What is asked of all founders together."""

    part = "founders"
    adults = _yes_no(_("Are all of them adults, or emancipated?"))
    people_only = _yes_no(_("Are all of them people, and no organizations?"))
    same_object = _yes_no(_("Do all founders have the same object?"))

    def fit(self) -> None:
        asked = {
            "adults": "member_rules.adult_or_emancipated",
            "people_only": "member_rules.legal",
            "same_object": "min_members.same_object",
        }
        for name, key in asked.items():
            if self.law is None or not self.law.has(key) or (name == "people_only" and self.law.fact(key).value is True):
                del self.fields[name]


class OfficerForm(PartForm):
    """One of those elected."""

    part = "officers"
    name = forms.CharField(label=_("Name"), max_length=100)
    body = forms.ChoiceField(label=_("Into which organ?"))
    role = forms.ChoiceField(label=_("As what?"), choices=list(ROLES.items()), initial="member")

    def fit(self) -> None:
        self.fields["body"].choices = bodies_of(self.law)  # type: ignore[attr-defined]


class TermForm(PartForm):
    part = "officers"
    term_years = forms.IntegerField(label=_("For how many years are they elected?"), min_value=1, max_value=20, initial=3, required=False)


class PapersForm(PartForm):
    """Each paper of the dossier: how many signed copies lie in it. The stamp or fee, where the law sets one."""

    part = "papers"

    def fit(self) -> None:
        for document in documents_of(self.procedure, self.law):
            name = words.called(words.DOCUMENTS, document.code, document.names)
            copies = document.fact("copies").number or 1
            asked = document.fact("req")
            hint: Any = _("The office wants %(count)s.") % {"count": copies} if copies > 1 else ""
            if document.condition:
                hint = document.condition
            elif not asked.is_known:
                hint = _("Nobody has read whether the office wants it. Put it in if you have it.")
            self.fields[document.code] = forms.IntegerField(
                label=name, help_text=hint, min_value=0, max_value=50, required=False, widget=forms.NumberInput({"inputmode": "numeric"})
            )
        for required in self.procedure.requires if self.procedure else ():
            self.fields[f"required_{required.code}"] = _yes_no(words.called(words.REQUIREMENTS, required.code))
        if self.pack and self._fee() is not None:
            self.fields["fee_paid"] = FigureField(
                label=_("How much was paid for the stamp or fee?"), unit=self.pack.currency, max_digits=12, decimal_places=2, min_value=0,
                required=False,
            )  # fmt: skip

    def _fee(self) -> int | None:
        return (self.procedure.fact("fee.stamp").number or self.procedure.fact("fee.amount").number) if self.procedure else None

    @staticmethod
    def from_answers(told: Told) -> dict[str, Any]:
        """Copies by paper, as they are asked."""
        required = {f"required_{code}": done for code, done in (said(told, "papers", "required") or {}).items()}
        copies = {row["name"]: row["copies"] for row in said(told, "papers", "rows") or ()}
        return {**copies, **required, "fee_paid": said(told, "papers", "fee_paid")}

    def answers(self) -> dict[str, Any]:
        told = self.cleaned_data
        codes = [document.code for document in documents_of(self.procedure, self.law)]
        rows = [{"name": code, "copies": str(told[code])} for code in codes if told.get(code)]
        fee = (
            {"fee_paid": _plain(told["fee_paid"]), "fee_currency": self.pack.currency}
            if self.pack and told.get("fee_paid") is not None
            else {}
        )
        required = {one.code: told[f"required_{one.code}"] for one in (self.procedure.requires if self.procedure else ())}
        return {"rows": rows, **fee, **({"required": required} if required else {})}


def bodies_of(form: Form | None) -> list[tuple[str, str]]:
    """The organs into which somebody is elected; the assembly is everybody."""
    found = [(body.code, words.called(words.BODIES, body.code, body.names)) for body in (form.bodies if form else ()) if body.code != "AG"]
    return found or [("BOARD", words.called(words.BODIES, "BOARD"))]


def documents_of(procedure: Procedure | None, form: Form | None) -> list[Any]:
    """The papers that the law, or its national addition, names for this act and form."""
    return [one for one in (procedure.documents if procedure else ()) if form is None or one.is_for(form.code)]


SIMPLE: Mapping[str, type[PartForm]] = {
    one.part: one for one in (NameForm, SeatForm, PurposeForm, SharesForm, AssemblyForm, StatutesForm, PapersForm)
}
ROWS: Mapping[str, tuple[type[PartForm], type[PartForm]]] = {"founders": (FounderForm, FoundersForm), "officers": (OfficerForm, TermForm)}
"""Parts that have rows: the form of one row, and that of what is asked beside."""
