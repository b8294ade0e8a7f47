"""Who can see what, said honestly. A test asks the rights of the program itself whether each line is true.

Whoever has the server's administrator password can read everything in it: no program on that server can prevent it. What they cannot
read is what is not there: passwords are kept as hashes, and an encrypted backup lies elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Sight:
    """How much somebody sees, and in a few words which part when it is not all."""

    is_seen: bool
    part: Promise | str = ""


ALL, NONE = Sight(True), Sight(False)


@dataclass(frozen=True, slots=True)
class WhoSees:
    """One kind of thing of a cooperative, and who else can see it."""

    what: Promise
    operator: Sight
    registrar: Sight
    union: Sight
    cooperative: Sight
    public: Sight
    right: str = ""
    """The right of the program that decides it for all but the operator of the server; "" where there is no way at all."""
    is_offered: bool = False
    """Whether the line is about what was put on the market."""

    def everybody(self) -> tuple[tuple[Promise, Sight], ...]:
        """Each by name, with what they see."""
        return (
            (_("who runs this server"), self.operator),
            (_("the registrar"), self.registrar),
            (_("the union"), self.union),
            (_("another cooperative"), self.cooperative),
            (_("everybody else"), self.public),
        )

    def seen_by(self) -> list[tuple[Promise, Promise | str]]:
        """Who can see it, each with the part that is seen when it is not all."""
        return [(name, sight.part) for name, sight in self.everybody() if sight.is_seen]

    def hidden_from(self) -> list[str]:
        """Who cannot."""
        return [str(name) for name, sight in self.everybody() if not sight.is_seen]


_SHARED = Sight(True, _("only its own"))

WHO_SEES = (
    WhoSees(_("Offers and needs on the market"), ALL, ALL, ALL, ALL, NONE, right="trade.see", is_offered=True),
    WhoSees(_("Offers kept for one partner"), ALL, NONE, NONE, NONE, NONE, right="trade.see"),
    WhoSees(_("Sealed limits: the least you take, the most you pay"), ALL, NONE, NONE, NONE, NONE, right="trade.see-limit"),
    WhoSees(_("Contracts and containers"), ALL, NONE, NONE, _SHARED, NONE, right="trade.see-contract"),
    WhoSees(_("Officers and their terms"), ALL, NONE, NONE, NONE, NONE, right="people.see-officers"),
    WhoSees(_("Who did what and when"), ALL, NONE, NONE, NONE, NONE, right="people.read-audit-trail"),
    WhoSees(_("Phone numbers and e-mails of members"), ALL, NONE, NONE, NONE, NONE),
    WhoSees(_("Passwords and PINs"), NONE, NONE, NONE, NONE, NONE),
)
