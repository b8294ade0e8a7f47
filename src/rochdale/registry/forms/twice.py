"""Whether two entries are one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.ui.forms import OperationForm

TWO, FIRST, SECOND = "two", "first", "second"


class JudgeForm(OperationForm):
    """They are two; or one, and which of them stays. `names`: how each is told apart from the other."""

    verdict = forms.ChoiceField(label=_("What do you say?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), help_text=_("Whom you asked, and what you found."), max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, names: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = _("They are one: %(name)s stays")
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            (TWO, _("They are two")),
            (FIRST, one % {"name": names[0]}),
            (SECOND, one % {"name": names[1]}),
        ]
