"""How kinds, offices and the like are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.people.rules.kinds import Kind, OfficeName

KINDS: Mapping[Kind, str | Promise] = {
    Kind.COOPERATIVE: _("cooperative"),
    Kind.GROUP: _("group becoming a cooperative"),
    Kind.UNION: _("union of cooperatives"),
    Kind.CONSUMER_COOPERATIVE: _("consumer cooperative"),
    Kind.REGISTRAR: _("registrar of cooperatives"),
    Kind.TRAINING_BODY: _("training body"),
    Kind.AUDIT_BODY: _("audit body"),
    Kind.FUND: _("support fund"),
    Kind.LENDER: _("lender"),
    Kind.MARKET_OPERATOR: pgettext_lazy("organization", "market operator"),
}

OFFICES: Mapping[OfficeName, str | Promise] = {
    OfficeName.MEMBER: _("member"),
    OfficeName.CHAIR: _("chair"),
    OfficeName.SECRETARY: _("secretary"),
    OfficeName.TREASURER: _("treasurer"),
    OfficeName.BOARD_MEMBER: _("board member"),
    OfficeName.MANAGER: _("manager"),
    OfficeName.CLERK: _("clerk"),
    OfficeName.BUYER: _("buyer"),
    OfficeName.REGISTRAR: _("registrar"),
    OfficeName.FACILITATOR: _("facilitator"),
    OfficeName.TRAINER: _("trainer"),
    OfficeName.ASSESSOR: _("assessor"),
    OfficeName.FUND_OFFICER: _("fund officer"),
    OfficeName.COMMITTEE_MEMBER: _("committee member"),
    OfficeName.CREDIT_OFFICER: _("credit officer"),
    OfficeName.MARKET_OPERATOR: pgettext_lazy("person", "market operator"),
    OfficeName.EDITOR: _("editor"),
}


def office_label(office: str) -> str:
    """The office in the active language."""
    return str(OFFICES[OfficeName(office)])


def kind_label(kind: str) -> str:
    """The kind of organization in the active language."""
    return str(KINDS[Kind(kind)])


OFFICE_ICONS: Mapping[OfficeName, str] = {
    OfficeName.MEMBER: "person",
    OfficeName.CHAIR: "talk",
    OfficeName.SECRETARY: "pencil",
    OfficeName.TREASURER: "coins",
    OfficeName.BOARD_MEMBER: "people",
    OfficeName.MANAGER: "hand",
    OfficeName.CLERK: "scale",
    OfficeName.BUYER: "trade",
    OfficeName.REGISTRAR: "seal",
    OfficeName.FACILITATOR: "listen",
    OfficeName.TRAINER: "book",
    OfficeName.ASSESSOR: "search",
    OfficeName.FUND_OFFICER: "coins",
    OfficeName.COMMITTEE_MEMBER: "vote",
    OfficeName.CREDIT_OFFICER: "chart",
    OfficeName.MARKET_OPERATOR: "trade",
    OfficeName.EDITOR: "pencil",
}
"""What each office is drawn as."""

KIND_ICONS: Mapping[Kind, str] = {
    Kind.COOPERATIVE: "people",
    Kind.GROUP: "leaf",
    Kind.UNION: "mark",
    Kind.CONSUMER_COOPERATIVE: "shop",
    Kind.REGISTRAR: "seal",
    Kind.TRAINING_BODY: "book",
    Kind.AUDIT_BODY: "search",
    Kind.FUND: "coins",
    Kind.LENDER: "chart",
    Kind.MARKET_OPERATOR: "trade",
}
"""What each kind is drawn as."""


def kinds_called(word: str) -> list[str]:
    """The kinds of organizations in whose name that word stands, in the reader's language."""
    return [kind.value for kind, label in KINDS.items() if word.casefold() in str(label).casefold()]
