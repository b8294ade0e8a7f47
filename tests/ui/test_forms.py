"""Forms look like this house, say what is wrong where it is wrong, and lose nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from rochdale.kernel.refusal import Refused
from rochdale.ui.forms import ChooseField, DayField, FigureField, Match, OperationForm, Tiles, read_figure
from rochdale.ui.gallery import TYPED, ExampleForm

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("typed", "decimal", "thousands", "number"),
    [
        pytest.param("86.5", ".", ",", "86.5", id="a point is a decimal mark in English"),
        pytest.param("86.5", ",", NARROW, "86.5", id="and in French"),
        pytest.param("86.5", ",", ".", "86.5", id="and in Lao, where points group thousands"),
        pytest.param("86,5", ".", ",", "86.5", id="a comma before one figure is no group, even in English"),
        pytest.param("1,250", ".", ",", "1250", id="an English thousand"),
        pytest.param("1,250", ",", NARROW, "1.250", id="the same in French is one and a quarter"),
        pytest.param("1.250", ",", ".", "1250", id="a Lao thousand"),
        pytest.param("0.250", ",", ".", "0.250", id="a quarter is no thousand"),
        pytest.param(f"1{NARROW}250,5", ",", NARROW, "1250.5", id="a French thousand as the browser shows it"),
        pytest.param("1.250,5", ",", ".", "1250.5", id="both marks"),
        pytest.param("−3", ".", ",", "-3", id="a true minus"),
    ],
)
def test_a_figure_is_read_as_its_writer_means_it(typed: str, decimal: str, thousands: str, number: str) -> None:
    assert read_figure(typed, decimal=decimal, thousands=thousands) == Decimal(number)


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
@pytest.mark.parametrize("kept", ["4.125", "1250", "12345.678901", "0.5"])
def test_a_figure_that_is_shown_and_sent_back_stays_what_it_was(language: str, kept: str) -> None:
    class Price(forms.Form):
        price = FigureField()

    with translation.override(language):
        shown = Price(initial={"price": Decimal(kept)})["price"].value()
        sent = Price.base_fields["price"].widget.format_value(shown)
        form = Price({"price": sent})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["price"] == Decimal(kept)


@pytest.mark.parametrize("typed", ["many", "1,2,3", "", "1.2.3,4.5", "--2"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_figure(typed, decimal=".", thousands=",")


def test_a_figure_that_stands_in_the_field_can_be_sent_back_as_it_is() -> None:
    class Weight(forms.Form):
        kg = FigureField(label="How much?", unit="kg", localize=True)

    for language in ("en", "fr"):
        with translation.override(language):
            shown = Weight(initial={"kg": Decimal("1250.5")})["kg"].subwidgets[0].data["value"]
            form = Weight({"kg": shown})
            assert form.is_valid(), (language, shown)
            assert form.cleaned_data["kg"] == Decimal("1250.5")


def test_a_refused_form_keeps_what_was_typed_and_joins_each_sentence_to_its_field() -> None:
    html = str(ExampleForm(TYPED))
    assert 'value="865"' in html and "Sorted by hand</textarea>" in html
    assert 'href="#id_weight_kg"' in html
    assert 'aria-describedby="id_weight_kg_helptext id_weight_kg_error"' in html
    assert 'aria-invalid="true"' in html and 'id="id_weight_kg_error"' in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    html = str(ExampleForm())
    assert html.count("may stay empty") == sum(not field.required for field in ExampleForm().fields.values())


def test_tiles_carry_picture_and_word() -> None:
    class Paid(forms.Form):
        way = forms.ChoiceField(label="How?", choices=[("cash", "Cash")], widget=Tiles({"cash": "coins"}))

    html = str(Paid())
    assert "#i-coins" in html and "<span>Cash</span>" in html and '<legend class="question">How?' in html


PORTS = [Match("DKAAR", "Aarhus, Denmark"), Match("DKAAL", "Aalborg, Denmark")]


class Where(forms.Form):
    port = ChooseField(label="Which port?", find=lambda text: [port for port in PORTS if text.casefold() in port.label.casefold()])


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        pytest.param({"port": "aarh"}, "DKAAR", id="one match is taken"),
        pytest.param({"port": "Aalborg, Denmark"}, "DKAAL", id="the whole name is taken"),
        pytest.param({"port": "denmark", "port-typed": "denmark", "port-match": "DKAAR"}, "DKAAR", id="the choice among matches"),
    ],
)
def test_what_is_typed_finds_one_thing(sent: dict[str, str], value: str) -> None:
    form = Where(sent)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["port"] == value


def test_several_matches_are_offered_and_none_is_said() -> None:
    several, none = Where({"port": "denmark"}), Where({"port": "Xanadu"})
    assert "Choose one" in str(several) and 'value="DKAAL"' in str(several)
    assert "nothing by the name “Xanadu”" in str(none)


def test_a_choice_made_before_the_words_changed_is_forgotten() -> None:
    form = Where({"port": "aalborg", "port-typed": "denmark", "port-match": "DKAAR"})
    assert form.is_valid()
    assert form.cleaned_data["port"] == "DKAAL"


def test_two_forms_have_two_operation_ids_and_a_form_sent_again_has_the_same() -> None:
    class Offer(OperationForm):
        pass

    one, other = Offer(), Offer()
    assert one["operation_id"].value() != other["operation_id"].value()
    again = Offer({"operation_id": str(one["operation_id"].value())})
    assert again.is_valid()
    assert str(again.cleaned_data["operation_id"]) == one["operation_id"].value()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        pytest.param(forms.CharField(), "", "This is still empty.", id="nothing"),
        pytest.param(FigureField(max_value=180), "865", "The most is 180.", id="too much"),
        pytest.param(forms.IntegerField(min_value=3), "2", "The least is 3.", id="too little"),
        pytest.param(forms.IntegerField(), "two", "This is not a whole number.", id="a word for a number"),
        pytest.param(forms.ChoiceField(choices=[("a", "A")]), "b", "Choose one of those shown.", id="what is not offered"),
        pytest.param(DayField(), "31/31/2026", "This is not a day. Write it like 2027-03-31.", id="no day"),
        pytest.param(forms.CharField(max_length=3), "long", "Write at most 3 letters.", id="too long"),
        pytest.param(forms.EmailField(), "nobody", "This is not an e-mail address. It looks like name@place.org.", id="no e-mail"),
    ],
)
def test_a_field_says_plainly_what_is_wrong(field: forms.Field, typed: str, says: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [says]
