"""A screen that asks one thing: its words, its form, the operation behind it, and what stands at which field when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from rochdale.base.documents import MOST_BYTES
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.http import ActingRequest
from rochdale.trade.views.shared import add_refusals, show

Text = str | Promise
NO_FIELDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """How a screen is called, what it says first, what its button says, where it leads back to, and when it is done."""

    title: Text
    act: Text
    back: str
    """Address, also of where it goes on unless the operation says otherwise."""
    back_says: Text
    lead: Text = ""
    icon: str = "check"
    onward: str = ""


def ask(
    request: ActingRequest, form: forms.Form, question: Question, do: Callable[[], str], fields: Mapping[str, str] = NO_FIELDS
) -> HttpResponse:
    """Ask, do it, go on; or show again with the reasons."""
    if form.is_valid():
        try:
            do()
            return redirect(question.onward or question.back)
        except NotAllowed:
            raise
        except Refused as refused:
            add_refusals(form, refused, fields)
    return show(request, "profile_form", {"form": form, "question": question})


def content_of(file: UploadedFile[bytes]) -> bytes:
    """The bytes of a file that was sent; refused before they are read where they are too many."""
    if (file.size or 0) > MOST_BYTES:
        raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
    return bytes(file.read())
