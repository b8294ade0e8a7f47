"""Forms of the desk: which file, and what to do with its rows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.imports import ALL, REST, ImportKind
from rochdale.base.models import ImportRun
from rochdale.ui.forms import OperationForm, Tiles


class ChooseFile(OperationForm):
    """A file from the device."""

    file = forms.FileField(label=_("Which file?"), allow_empty_file=True)

    def __init__(self, *args: object, kind: ImportKind, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["file"].widget.attrs["accept"] = ",".join(kind.endings)
        self.fields["file"].help_text = _("Excel (.xlsx) or CSV.") if ".xlsx" in kind.endings else ", ".join(kind.endings)


class ChooseHow(OperationForm):
    """What to do with the rows that were read."""

    choice = forms.ChoiceField(
        label=_("What shall we keep?"), widget=Tiles(icons={REST: "check", ALL: "seal"}), error_messages={"required": _("Choose one.")}
    )

    def __init__(self, *args: object, run: ImportRun, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        rest = (REST, _("Keep the rest, leave out rows with faults"))
        field.choices = (
            [rest] if run.preview["faults_in_all"] else [(ALL, _("All or none")), (REST, _("Keep every row that is not refused"))]
        )
        field.initial = field.choices[0][0]
