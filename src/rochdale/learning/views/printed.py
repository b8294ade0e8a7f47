"""Papers of a course: booklets to fold, a book, posters."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rochdale.kernel.refusal import Refused
from rochdale.learning.booklets import PRINTED, shipped_print
from rochdale.learning.packs import SHIPPED
from rochdale.learning.views.groups import _asked, _crop


@require_safe
def printed(request: HttpRequest, pack: str, kind: str, module: str = "") -> HttpResponse:
    """A stage, or one module of it, in the language asked for."""
    if pack not in SHIPPED or kind not in PRINTED:
        raise Http404
    language = _asked(request)
    try:
        content = shipped_print(pack, module, kind, language, _crop(request))
    except Refused as refused:
        raise Http404 from refused
    name = f"rochdale-{module or pack}-{kind}-{language}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
