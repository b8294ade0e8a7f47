"""Roles at an office, by what right something was signed, and the refusals about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.dossiers import Move
from rochdale.registry.rules.signing import Role

ROLES: Mapping[str, Promise] = {
    Role.PREPARER: _("prepares decisions"),
    Role.SIGNATORY: _("decides and signs"),
    Role.INTERIM: _("signs while the signatory is away"),
}
SIGNS_AS: Mapping[str, Promise] = {
    Role.SIGNATORY: _("Registrar"),
    Role.INTERIM: _("Registrar, by interim"),
    "": _("Registrar"),
}
"""Under a signature, where no title was told."""
PROPOSED: Mapping[str, Promise] = {
    Move.APPROVE: _("Approve"),
    Move.ASK_FOR_CHANGES: _("Ask for changes"),
    Move.REFUSE: _("Refuse"),
}


def signs_as(signed: Mapping[str, str], by: str) -> dict[str, str]:
    """What stands under a signature: the title, and the name; of a deputy, also for whom."""
    role = signed.get("title") or str(SIGNS_AS[signed.get("role", "")])
    is_titled_interim = signed.get("title") and signed.get("role") == Role.INTERIM
    said = _("%(title)s, by interim") % {"title": role} if is_titled_interim else role
    officer = signed.get("in_name_of", "")
    return {"role": str(said), "name": gettext("%(name)s, for %(officer)s") % {"name": by, "officer": officer} if officer else by}


_WHY = _("A letter counts if the right person signed it.")

register(
    {
        "registry.may-not-prepare": Words(
            _("Dossiers are prepared by the office that has them."), _("Ask a clerk or registrar of it."), _WHY
        ),
        "registry.may-not-name-roles": Words(
            _("Who signs for an office is named by the office above it, or by those who lead it."), _("Ask one of them."), _WHY
        ),
        "registry.names-oneself": Words(_("Nobody names oneself."), _("Ask somebody else who leads the office."), _WHY),
        "registry.role-needs-an-office": Words(
            _("This person is no clerk or registrar of the office."), _("Appoint the person first, under “Who holds which office”."), _WHY
        ),
        "registry.interim-without-end": Words(_("An interim signatory signs until a day that is told beforehand."), _("Write the day.")),
        "registry.role-is-taken": Words(_("%(name)s has this role on some of these days."), _("End that one first, or choose other days.")),
        "registry.role-is-over": Words(_("This role ends on %(until)s."), _("Choose an earlier day that is not past.")),
        "registry.signs-another": Words(_("Today %(name)s signs for this office."), _("Propose what to decide, or ask %(name)s."), _WHY),
        "registry.nobody-signs": Words(
            _("Nobody signs for this office today."), _("Have a signatory named, or an interim one, or send it to another office."), _WHY
        ),
        "registry.prepares-another": Words(_("Others were named to prepare here."), _("Ask one of them, or have yourself named."), _WHY),
        "registry.proposal-without-reason": Words(_("A proposal says what to decide, and why."), _("Choose one, and write why.")),
        "registry.office-has-dossiers": Words(
            _("%(count)s dossiers lie at this office."), _("Send them to another office, or decide them first.")
        ),
        "registry.office-has-offices": Words(_("Other offices stand under this one."), _("Close those first.")),
        "registry.office-is-closed": Words(_("This office closes on %(on)s."), _("Choose an office that is open.")),
        "registry.closes-in-the-past": Words(_("An office closes today or later."), _("Choose another day.")),
        "registry.code-is-taken": Words(_("%(code)s is the code of another office."), _("Choose another code.")),
        "registry.territory-is-wider": Words(
            _("%(place)s does not lie in the territory of %(office)s."), _("Name places within it, or set the office up under another one.")
        ),
    }
)
