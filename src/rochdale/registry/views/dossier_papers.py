"""Papers of a dossier as PDF, in the reader's language or another one of the office."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from rochdale.people.http import ActingRequest, signed_in
from rochdale.registry.dossier_papers import PAPERS, dossier_pdf
from rochdale.registry.queries.dossiers import decision_of
from rochdale.registry.rules.dossiers import State
from rochdale.registry.views.applications import visible


@require_GET
@signed_in
def paper(request: ActingRequest, dossier_id: UUID, paper: str) -> HttpResponse:
    """One paper; `?in=lo` in another language. A receipt is there once something was received, a letter once one was written."""
    row = visible(request, dossier_id)
    has_letter = row.state == State.CHANGES_REQUESTED.value or decision_of(row) is not None
    is_there = paper in PAPERS and (paper != "receipt" or bool(row.number)) and (paper != "letter" or has_letter)
    if not is_there:
        raise Http404
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else (get_language() or "en")
    made = dossier_pdf(row, paper, language=language, today=request.at)
    headers = {"Content-Disposition": f'inline; filename="{paper}-{row.number.replace("/", "-") or row.id}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
