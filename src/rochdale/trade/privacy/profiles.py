"""Privacy of profiles, certificates, groups of operators, requests to see, and introductions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Erasing, Level, classify, internal, kind, named, of, public, told
from rochdale.trade.privacy.kinds import ID, WHEN

_AS_SET = _("Whoever the organization lets see it: it says so part by part.")

kind(
    "trade.profile",
    title=_("The profile of your organization"),
    why=_("So that a partner can find it."),
    seen_by=_AS_SET,
    level=Level.INTERNAL,
)
kind(
    "trade.contact-persons",
    title=_("You as somebody to talk to"),
    why=_("So that a partner knows whom to call. You put yourself there, and take yourself out."),
    seen_by=_("Whoever your organization lets see its people. Never the public."),
    shared_says=_("Names, what each is there for, and how they are reached. Only those who put themselves there."),
)
kind(
    "trade.certificate-papers",
    title=_("The certificates on paper"),
    why=_("So that a buyer reads the scope in the certifier's own words."),
    seen_by=_AS_SET,
    level=Level.INTERNAL,
    shared_says=_("Every certificate with its scope, days and status, and its paper with the fingerprint."),
    may_be_public=True,
)
kind(
    "trade.plot-summary",
    title=_("Plots, summed up"),
    why=_("So that a buyer sees how far the mapping is."),
    seen_by=_AS_SET,
    level=Level.INTERNAL,
    shared_says=_("How many plots, how large, how many are mapped, how many packs were issued. No grower and no outline."),
    may_be_public=True,
)
kind(
    "trade.quality",
    title=_("Results of quality"),
    why=_("So that a buyer knows what to expect."),
    seen_by=_AS_SET,
    level=Level.INTERNAL,
    shared_says=_("Score or grade of each lot, under its protocol, with the day and the laboratory."),
    may_be_public=True,
)
kind(
    "trade.price-history",
    title=_("What was paid before"),
    why=_("So that a new partner knows the range."),
    seen_by=_AS_SET,
    level=Level.INTERNAL,
    shared_says=_("Average price of a year, where at least three buyers paid. No buyer is named."),
    may_be_public=True,
)

_REQUEST = "between who asks and who is asked"
_MEETING = "between an introducer and two sides"

classify(
    "trade.Certificate",
    internal(ID, "id", "organization", "by_id"),
    of("trade.certificates", "scheme", "number", "holder", "certifier", "products", "sites", "valid_from", "valid_until"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.CertificateChange",
    internal(ID, "id", "certificate", "by_id"),
    of("trade.certificates", "status", "on"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.CertificatePaper",
    internal(ID, "id", "certificate", "document_id", "by_id"),
    of("trade.certificate-papers", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.CertifiedGroup",
    internal(ID, "id", "organization"),
    internal("a legal person of its own", "name", "registration"),
    told("trade.deeds", "controller"),
    internal(WHEN, "founded_at"),
    ties=("id",),
)
classify(
    "trade.GroupMember",
    internal(ID, "id", "organization", "group", "grower"),
    internal("whether the group keeps the rule", "hectares", "turnover_eur", "since_on", "until_on"),
)
classify(
    "trade.Profile",
    internal(ID, "id", "organization", "by_id"),
    told("trade.deeds", "text"),
    of("trade.profile", "languages"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ProfileGoods",
    internal(ID, "id", "organization"),
    of("trade.profile", "is_bought", "product", "species", "process", "harvest", "available", "least_kg", "most_kg", "protocol", "score"),
    internal(WHEN, "changed_at"),
)
classify("trade.PartShown", internal(ID, "id", "organization"), internal("who may see what", "part", "level"))
classify("trade.ListedReader", internal(ID, "id", "organization", "reader"))
classify(
    "trade.ContactPerson",
    internal(ID, "id", "organization", "person"),
    of("trade.contact-persons", "about", "reached", "languages", erasing=Erasing.TAKEN_OUT),
    internal(WHEN, "at"),
    ties=("person",),
)
classify("trade.ProfilePicture", internal(ID, "id", "organization", "document_id", "place"), told("trade.deeds", "says"), ties=("id",))
classify(
    "trade.ViewRequest",
    internal(ID, "id", "organization", "asker", "by_id"),
    internal(_REQUEST, "parts"),
    told("trade.deeds", "why"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ViewAnswer",
    internal(ID, "id", "request", "by_id"),
    internal(_REQUEST, "parts", "until_on"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ViewEnd",
    internal(ID, "id", "request", "by_id"),
    internal(_REQUEST, "has_passed"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Introducer",
    internal(ID, "id", "organization", "by_id", "ended_by_id"),
    public("who may introduce", "reason", "since_at", "until_at"),
    named("trade.deeds", by_name="by_id", ended_by_name="ended_by_id"),
    ties=("id", "by_id", "ended_by_id"),
)
classify(
    "trade.Introduction",
    internal(ID, "id", "organization", "one", "other", "by_id"),
    internal(_MEETING, "parts", "commission"),
    told("trade.deeds", "text"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.IntroductionAnswer",
    internal(ID, "id", "introduction", "organization", "by_id"),
    internal("what one side said", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Connection",
    internal(ID, "id", "introduction", "one", "other", "ended_by_id"),
    internal(WHEN, "since_at", "until_at"),
    named("trade.deeds", ended_by_name="ended_by_id"),
    ties=("id", "ended_by_id"),
)
