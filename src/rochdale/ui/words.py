"""What the pages for failures say, and the sentences of Django's forms that readers of Rochdale can meet."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one failure page: what cannot be, why, what to do."""

    title: Text
    reason: Text
    remedy: Text


_MALFORMED = PageWords(
    _("We could not read what was sent."), _("Something was missing or damaged on the way."), _("Go back and send it again.")
)

PAGES: dict[int, PageWords] = {
    HTTPStatus.BAD_REQUEST: _MALFORMED,
    HTTPStatus.FORBIDDEN: PageWords(
        _("This is not for you to do."),
        _("Your role does not allow it, or this page was open too long."),
        _("Go back, load the page again and try once more. Or ask who may do it."),
    ),
    HTTPStatus.NOT_FOUND: PageWords(
        _("There is nothing here."),
        _("The address is wrong, or you may not see this."),
        _("Check the address, or start from the first page."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: PageWords(
        _("This cannot be done this way."),
        _("The address is right, but it does something else."),
        _("Go back and use the button on the page."),
    ),
    HTTPStatus.CONFLICT: PageWords(
        _("This cannot be."),
        _("A rule stands against it. Nothing has been changed."),
        _("Go back. What you typed is still there."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: PageWords(
        _("This file is too large."), _("We take files of up to 12 megabytes."), _("Make it smaller, or send it in parts.")
    ),
    HTTPStatus.TOO_MANY_REQUESTS: PageWords(
        _("Too many tries."), _("To keep your account safe we wait a while."), _("Wait five minutes and try again.")
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: PageWords(
        _("Something broke on our side."),
        _("It is not your doing. Nothing has been half done."),
        _("Try again in a moment. If it stays, tell us the number below."),
    ),
}
