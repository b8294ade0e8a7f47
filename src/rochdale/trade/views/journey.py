"""Questions over several screens without a script and without half-saved rows: what was answered travels along as hidden fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from rochdale.kernel.refusal import Refused
from rochdale.trade.views.shared import add_refusals


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its form, where it stands (from 1), what was answered elsewhere, and all answers once they are sound."""

    form: forms.Form
    at: int
    of: int
    carried: Sequence[tuple[str, str]] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    is_sent: bool = False
    """The last screen was sent, and every screen is sound."""
    codes: frozenset[str] = frozenset()
    """Of what was refused."""

    @property
    def is_last(self) -> bool:
        return self.at == self.of


def walk(steps: Sequence[type[forms.Form]], typed: QueryDict, initial: Mapping[str, Any]) -> Screen:
    """The next screen: the first that is not sound, the one before when the reader goes back, else the one after the last sent."""
    if "step" not in typed:
        return Screen(steps[0](initial=dict(initial)), 1, len(steps))
    step = str(typed["step"])
    sent = min(max(int(step) if step.isdigit() else 1, 1), len(steps))
    if "back" in typed:
        return _open(steps, max(sent - 1, 1), typed, initial, {})
    answers: dict[str, Any] = {}
    for number in range(1, sent + 1):
        form = steps[number - 1](typed)
        if not form.is_valid():
            return Screen(form, number, len(steps), _carried(steps, number, typed))
        answers |= form.cleaned_data
    if sent == len(steps):
        return Screen(steps[-1](typed), sent, len(steps), _carried(steps, sent, typed), answers, is_sent=True)
    return _open(steps, sent + 1, typed, initial, answers)


def refused(screen: Screen, steps: Sequence[type[forms.Form]], typed: QueryDict, refusal: Refused, fields: Mapping[str, str]) -> Screen:
    """The screen that asked what was refused, with the sentence at its field; the last one where no field is to blame."""
    names = {fields.get(one.code, "") for one in refusal.refusals}
    number = next((place for place, step in enumerate(steps, start=1) if names & set(step.base_fields)), len(steps))
    form = steps[number - 1](typed)
    form.is_valid()
    add_refusals(form, refusal, fields)
    codes = frozenset(one.code for one in refusal.refusals)
    return Screen(form, number, len(steps), _carried(steps, number, typed), codes=codes)


def _open(
    steps: Sequence[type[forms.Form]], number: int, typed: QueryDict, initial: Mapping[str, Any], answers: Mapping[str, Any]
) -> Screen:
    """A screen as the reader left it, or fresh."""
    step = steps[number - 1]
    was_seen = any(name in typed for name in step.base_fields)
    before = {
        name: typed.getlist(name) if isinstance(one, forms.MultipleChoiceField) else typed.get(name)
        for name, one in step.base_fields.items()
    }
    return Screen(
        step(initial={**initial, **typed.dict(), **(before if was_seen else {})}),
        number,
        len(steps),
        _carried(steps, number, typed),
        answers,
    )


def _carried(steps: Sequence[type[forms.Form]], shown: int, typed: QueryDict) -> list[tuple[str, str]]:
    """Names and values of every other screen."""
    return [
        (name, value)
        for number, step in enumerate(steps, start=1)
        if number != shown
        for field_name in step.base_fields
        for name in (field_name, f"{field_name}-match", f"{field_name}-typed")
        for value in typed.getlist(name)
    ]
