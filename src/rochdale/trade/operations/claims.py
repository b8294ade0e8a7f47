"""Claims asked anew each time they are used: when a lot is offered, and when a contract is drawn up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.trade.models import Certificate, Offer, OfferCertificate
from rochdale.trade.queries.certificates import facts_of, held_rows
from rochdale.trade.rules.certificates import claim_of, refusals_for_claim
from rochdale.trade.rules.goods import CertificateFacts, OfferFacts


def claims_of_offer(organization_id: UUID, row: Offer, offer: OfferFacts) -> list[OfferCertificate]:
    """The certificates of an offer, each tied to the one in the register that carries it on the first day it may be shipped.

    Refused where the register knows the scheme and nothing of it covers the goods on that day. A scheme that the register does not know is
    taken as the seller says it, and shown so.
    """
    rows = held_rows(organization_id)
    facts = {row.id: facts_of(row) for row in rows}
    by_scheme = {row.scheme for row in rows}
    found, refusals = [], list[Refusal]()
    for said in offer.certificates:
        if said.scheme not in by_scheme:
            found.append(_said(row, said))
            continue
        claim = claim_of(list(facts.values()), scheme=said.scheme, product=offer.product, on=offer.ready_from)
        refusals += claim.refusals
        if claim.certificate:
            found.append(_tied(row, next(one for one in rows if facts[one.id] == claim.certificate)))
    refuse_if(refusals)
    return found


def _said(offer: Offer, said: CertificateFacts) -> OfferCertificate:
    return OfferCertificate(offer=offer, scheme=said.scheme, number=said.number, valid_from=said.valid_from, valid_until=said.valid_until)


def _tied(offer: Offer, held: Certificate) -> OfferCertificate:
    return OfferCertificate(
        offer=offer, scheme=held.scheme, number=held.number, valid_from=held.valid_from, valid_until=held.valid_until, held=held
    )


def broken_claims(offers: Iterable[Offer], *, on: date) -> list[Refusal]:
    """Claims of these offers that their certificates no longer carry on the day of shipment."""
    refusals = []
    for offer in offers:
        for said in offer.certificates.exclude(held=None).select_related("held__organization").order_by("scheme"):
            assert said.held is not None, "those without were left out"
            refusals += refusals_for_claim(facts_of(said.held), product=offer.product, on=on)
    return refusals
