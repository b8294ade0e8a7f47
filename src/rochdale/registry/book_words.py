"""What the program says of pages of paper books that it refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_ROLES = _("Who may do this follows from the offices people hold.")
_PAGE = _("Paper books, docs/rules/offline-desks.md")
_CLOSED = _("A closed page is never changed.")

register(
    {
        "registry.may-not-see-books": Words(
            _("Books are seen by the people of their office, and of those above it."), _("Ask there."), _ROLES
        ),
        "registry.may-not-reconcile-books": Words(_("Pages are worked on by the people of the office."), _("Ask there."), _ROLES),
        "registry.may-not-close-book-pages": Words(_("A page is signed for by a registrar."), _("Ask one."), _ROLES),
        "registry.book-page-is-there": Words(
            _("This page of the book stands here already."), _("Go on with it in the list."), source=_PAGE
        ),
        "registry.book-page-is-closed": Words(_("This page is signed and closed."), _("Look at it."), _CLOSED, _PAGE),
        "registry.book-line-not-on-page": Words(_("The page has lines 1 to %(lines)s."), _("Choose one of them.")),
        "registry.book-line-is-empty": Words(_("Nothing stands on this line."), _("Write what the book says, or that it is struck out.")),
        "registry.book-lines-missing": Words(
            _("%(count)s lines of the page are not looked at yet."), _("Say of each what the book says."), source=_PAGE
        ),
        "registry.book-lines-not-settled": Words(
            _("%(count)s lines are not alike and not settled."), _("Say of each who is right, and why."), source=_PAGE
        ),
        "registry.book-line-is-alike": Words(
            _("Book and register are alike here: there is nothing to settle."), _("Go on with the next line.")
        ),
        "registry.book-line-settled-without-reason": Words(_("A line is not settled without a reason."), _("Write why.")),
    }
)
