"""What trade keeps of a person, for the file of one's own data. Prices are the organization's and stay out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.own_data import mine
from rochdale.trade.models import Answer, Need, Offer

mine(
    "offers",
    title=_("Offers you entered"),
    says=_("For your organization. Prices are the organization's, not yours."),
    columns={"offered_at": _("When"), "reference": _("Reference"), "product": _("Product"), "kg": _("kg")},
    rows=lambda person_id: (
        Offer.objects.filter(offered_by_id=str(person_id)).order_by("offered_at", "id").values("offered_at", "reference", "product", "kg")
    ),
)
mine(
    "needs",
    title=_("Needs you entered"),
    says=_("For your organization. Prices are the organization's, not yours."),
    columns={"posted_at": _("When"), "reference": _("Reference"), "product": _("Product"), "kg": _("kg")},
    rows=lambda person_id: (
        Need.objects.filter(posted_by_id=str(person_id)).order_by("posted_at", "id").values("posted_at", "reference", "product", "kg")
    ),
)
mine(
    "answers",
    title=_("What you answered in the market"),
    says=_("A yes or a no for your organization, with its reason."),
    columns={"at": _("When"), "container__code": _("Container"), "is_yes": _("Yes"), "reason": _("Reason")},
    rows=lambda person_id: (
        Answer.objects.filter(by_id=str(person_id)).order_by("at", "id").values("at", "container__code", "is_yes", "reason")
    ),
)
