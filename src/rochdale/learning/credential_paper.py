"""A certificate of learning on paper, and as a picture with the credential baked into it."""

from __future__ import annotations

from collections.abc import Mapping

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf, picture
from rochdale.kernel.refusal import Refused
from rochdale.learning.achievements import achievement, title_of, wholes
from rochdale.learning.credential_page import issuer_name
from rochdale.learning.models import Credential, CredentialKind
from rochdale.learning.rules.baking import baked_png, baked_svg
from rochdale.learning.rules.credentials import thumbprint

MOST_MODULES = 9
"""Named one by one; a stage has six, the core nine."""
MOST_LETTERS = 2_953
"""Of a code of the largest version with the least repair (ISO/IEC 18004). Usual are 1,900 to 2,300: half a millimetre a square on 74 mm."""


def certificate_pdf(row: Credential, language: str) -> bytes:
    """One page. The same certificate in the same language gives the same bytes."""
    with translation.override(language):
        content = _content(row, language)
    return pdf("learning/paper/certificate.typ", content, language=language, at=row.issued_at)


def _content(row: Credential, language: str) -> Mapping[str, object]:
    title, about = _what(row, language)
    modules = [title_of("/".join(one), language) for one in wholes().get(row.achievement, ())][:MOST_MODULES]
    fingerprint = thumbprint(row.key.jwk)
    day = date_format(localtime(row.issued_at), "DATE_FORMAT")
    facts = [_("Issued on %(day)s") % {"day": day}]
    if row.valid_until:
        facts.append(_("Valid until %(day)s") % {"day": date_format(localtime(row.valid_until), "DATE_FORMAT")})
    if row.group and row.group.place:
        facts.append(row.group.place)
    return {
        "title": _("Certificate"), "reference": _("Certificate %(serial)s") % {"serial": row.code}, "keywords": [row.code, row.token],
        "issuer": issuer_name(row), "to": _("This is to say that"), "name": row.holder, "what": title, "about": about,
        "for": _("learned together with others and completed:") if row.kind == CredentialKind.PARTICIPANT else _("may teach others as:"),
        "facts": facts, "modules": modules, "code": row.code, "address": row.address.removesuffix(f"{row.code}/"),
        "signs": [(shown_name(row.by_name), issuer_name(row))],
        "stamp": _kind(row), "short": _square(row.address), "long": _square(row.token) if len(row.token) <= MOST_LETTERS else "",
        "scan": _("Scan it: the page says whether it still holds."),
        "offline": _("Without a line: this code holds what was signed. Scan it, and check it on a page that was kept on the phone."),
        "key": [_("Fingerprint of the key"), fingerprint],
    }  # fmt: skip


def _kind(row: Credential) -> str:
    return _("Learned together") if row.kind == CredentialKind.PARTICIPANT else _("Trains others")


def _what(row: Credential, language: str) -> tuple[str, str]:
    """What was achieved in another language than the one in which it was signed, where it has one."""
    try:
        found = achievement(row.achievement, "", language)
    except Refused:
        return row.title, ""
    return found.name, found.description


def _square(text: str) -> str:
    """A code with as much repair of stains as it has room for, at the fewest squares; letters of both cases need the byte mode."""
    made = segno.make(text, error="l", micro=False, boost_error=True)
    return str(made.svg_inline(border=0, dark="#231c14", omitsize=True))


def badge_png(row: Credential) -> bytes:
    """The picture with the credential in it."""
    return baked_png(picture("learning/paper/badge.typ", _badge(row), language=row.language, format="png"), row.token)


def badge_svg(row: Credential) -> bytes:
    """The drawing with the credential in it."""
    drawn = picture("learning/paper/badge.typ", _badge(row), language=row.language, format="svg")
    return baked_svg(drawn.decode(), row.token).encode()


def _badge(row: Credential) -> Mapping[str, object]:
    with translation.override(row.language):
        day = date_format(localtime(row.issued_at), "DATE_FORMAT")
        return {"kind": _kind(row), "title": row.title, "issuer": issuer_name(row), "day": day, "code": row.code}
