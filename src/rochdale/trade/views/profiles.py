"""One's own profile: what is in it, who sees which part, how ready one is."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import OrganizationFacts, organization
from rochdale.people.sharing import readers
from rochdale.trade import operations
from rochdale.trade.forms.profiles import (
    GOODS_STEPS,
    AboutForm,
    ContactForm,
    LevelForm,
    PictureForm,
    ReaderForm,
    goods_said,
)
from rochdale.trade.models import ListedReader, ProfileGoods, ProfilePicture
from rochdale.trade.permissions import owner_id
from rochdale.trade.profile_names import LEVELS, PARTS, TELL
from rochdale.trade.profile_pictures import beads
from rochdale.trade.profile_shown import card_goods, ready_line
from rochdale.trade.queries.introductions import waiting_introductions, waiting_requests
from rochdale.trade.queries.profiles import contacts_of, goods_facts, levels_of, own_contact, profile_seen, readers_listed
from rochdale.trade.queries.readiness import ready_lines
from rochdale.trade.rules.visibility import PRIVATE
from rochdale.trade.views.asking import Question, ask, content_of
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import FIELDS, show
from rochdale.ui.forms import OperationForm

GOODS_FIELDS = {
    **FIELDS,
    "trade.kg-of-year-no-range": "most_kg",
    "trade.goods-without-months": "available",
    "trade.goods-in-profile-twice": "product",
}
PICTURE_FIELDS = dict.fromkeys(
    ("trade.no-picture", "trade.picture-too-large", "trade.two-pictures-already", "base.file-too-large", "base.file-is-another-kind"),
    "picture",
)


def _us(request: ActingRequest) -> OrganizationFacts:
    require(request.actor, "trade.see-own-profile", request.actor)
    found = organization(owner_id(request.actor))
    if found is None:
        raise Http404
    return found


@require_GET
@signed_in
def my_profile(request: ActingRequest) -> HttpResponse:
    """Our profile, part by part, each with who sees it."""
    us = _us(request)
    seen, levels = profile_seen(us, request.actor, request.at.date()), levels_of([us.id])[us.id]
    lines = ready_lines(us, request.at)
    parts = [(part, PARTS[part], LEVELS[levels.get(part, PRIVATE)]) for part in PARTS]
    context = {
        "seen": seen, "goods": [card_goods(id, facts) for id, facts in seen.goods], "parts": parts,
        "contacts": contacts_of(us.id, request.at), "contact": own_contact(request.actor), "beads": beads(lines),
        "good": sum(1 for line in lines if line.state == "good"), "of": len(lines), "waiting": waiting_requests(request.actor),
        "introductions": waiting_introductions(request.actor), "may_keep": may(request.actor, "trade.keep-profile", us.id),
        "may_set": may(request.actor, "trade.set-levels", us.id),
    }  # fmt: skip
    return show(request, "profile_own", context)


@require_GET
@signed_in
def ready(request: ActingRequest) -> HttpResponse:
    """How ready we are, line by line, each with the way on."""
    lines = ready_lines(_us(request), request.at)
    good = sum(1 for line in lines if line.state == "good")
    return show(
        request, "profile_ready", {"lines": [ready_line(line) for line in lines], "beads": beads(lines), "good": good, "of": len(lines)}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def describe(request: ActingRequest) -> HttpResponse:
    """Who we are."""
    require(request.actor, "trade.keep-profile", request.actor)
    seen = profile_seen(_us(request), request.actor, request.at.date())
    form = AboutForm(request.POST or None, initial={"text": seen.text, "languages": list(seen.languages)})
    return ask(
        request, form, _question(_("Who we are"), _("Keep it")),
        lambda: operations.describe_organization(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, text=form.cleaned_data["text"],
            languages=form.cleaned_data["languages"],
        ), {"trade.profile-too-long": "text", "trade.language-unknown": "languages"},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def new_goods(request: ActingRequest) -> HttpResponse:
    """What we grow or buy: five short screens."""
    return _goods(request, None, {})


@require_http_methods(["GET", "POST"])
@signed_in
def change_goods(request: ActingRequest, goods_id: UUID) -> HttpResponse:
    """The same of what stands there."""
    row = get_or_404(request.actor, "trade.keep-profile", ProfileGoods.objects.all(), pk=goods_id)
    facts = goods_facts(row)
    initial = {
        "side": "buys" if facts.is_bought else "grows", "product": facts.product, "species": facts.species, "process": facts.process,
        "protocol": facts.protocol, "score": facts.score, "available": sorted(map(str, facts.available)),
        "harvest": sorted(map(str, facts.harvest)), "least_kg": facts.least_kg, "most_kg": facts.most_kg,
    }  # fmt: skip
    return _goods(request, row.id, initial)


def _goods(request: ActingRequest, goods_id: UUID | None, initial: Mapping[str, object]) -> HttpResponse:
    require(request.actor, "trade.keep-profile", request.actor)
    screen = walk(GOODS_STEPS, request.POST, initial)
    try:
        if screen.is_sent:
            operations.put_goods_in_profile(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, goods=goods_said(screen.answers), goods_id=goods_id
            )
            return redirect("trade:my-profile")
    except Refused as refusal:
        screen = refused(screen, GOODS_STEPS, request.POST, refusal, GOODS_FIELDS)
    return show(request, "profile_goods", {"screen": screen, "goods_id": goods_id, "operation_id": new_id()})


@require_POST
@signed_in
def drop_goods(request: ActingRequest, goods_id: UUID) -> HttpResponse:
    """Take goods out."""
    row = get_or_404(request.actor, "trade.keep-profile", ProfileGoods.objects.all(), pk=goods_id)
    operations.take_goods_out_of_profile(id=_id(request), by=request.actor, at=request.at, goods_id=row.id)
    return redirect("trade:my-profile")


@require_http_methods(["GET", "POST"])
@signed_in
def level(request: ActingRequest, part: str) -> HttpResponse:
    """Who may see a part."""
    require(request.actor, "trade.set-levels", request.actor)
    if part not in PARTS:
        raise Http404
    us = owner_id(request.actor)
    form = LevelForm(request.POST or None, part=part, initial={"level": levels_of([us])[us].get(part, PRIVATE)})
    return ask(
        request, form, _question(PARTS[part], _("Keep it"), TELL[part]),
        lambda: operations.set_level(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, part=part, level=form.cleaned_data["level"]
        ), {"trade.people-are-not-public": "level"},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def our_list(request: ActingRequest) -> HttpResponse:
    """Who stands on our list."""
    require(request.actor, "trade.set-levels", request.actor)
    us = owner_id(request.actor)
    form = ReaderForm(request.POST or None, organizations=readers(us))
    if form.is_valid():
        said = form.cleaned_data
        operations.list_reader(id=said["operation_id"], by=request.actor, at=request.at, reader_id=UUID(said["reader"]))
        return redirect("trade:our-list")
    return show(request, "profile_list", {"form": form, "rows": readers_listed(us), "operation_id": new_id()})


@require_POST
@signed_in
def strike_reader(request: ActingRequest, listed_id: UUID) -> HttpResponse:
    """Take an organization off our list."""
    row = get_or_404(request.actor, "trade.set-levels", ListedReader.objects.all(), pk=listed_id)
    operations.strike_reader(id=_id(request), by=request.actor, at=request.at, listed_id=row.id)
    return redirect("trade:our-list")


@require_http_methods(["GET", "POST"])
@signed_in
def contact(request: ActingRequest) -> HttpResponse:
    """Put myself among the people to talk to."""
    require(request.actor, "trade.be-contact", request.actor)
    row = own_contact(request.actor)
    initial = {"about": row.about, "reached": row.reached, "languages": row.languages} if row else {}
    form = ContactForm(request.POST or None, initial=initial)
    question = _question(
        _("Put me there"),
        _("Put me there"),
        _("Partners who may see it read your name and what you write. You can take yourself out at any time."),
    )
    return ask(
        request, form, question,
        lambda: operations.become_contact(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, about=form.cleaned_data["about"],
            reached=form.cleaned_data["reached"], languages=form.cleaned_data["languages"],
        ),
    )  # fmt: skip


@require_POST
@signed_in
def no_contact(request: ActingRequest) -> HttpResponse:
    """Take myself out."""
    require(request.actor, "trade.be-contact", request.actor)
    operations.stop_being_contact(id=_id(request), by=request.actor, at=request.at)
    return redirect("trade:my-profile")


@require_http_methods(["GET", "POST"])
@signed_in
def new_picture(request: ActingRequest) -> HttpResponse:
    """A picture of us."""
    require(request.actor, "trade.keep-profile", request.actor)
    form = PictureForm(request.POST or None, request.FILES or None)
    lead = _("Your place, your goods, people at work. Ask those who can be known on it.")
    return ask(
        request, form, _question(_("A picture of you"), _("Keep it"), lead),
        lambda: operations.add_picture(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, name=form.cleaned_data["picture"].name,
            content=content_of(form.cleaned_data["picture"]), says=form.cleaned_data["says"],
        ), PICTURE_FIELDS,
    )  # fmt: skip


@require_POST
@signed_in
def drop_picture(request: ActingRequest, picture_id: UUID) -> HttpResponse:
    """Take a picture out."""
    row = get_or_404(request.actor, "trade.keep-profile", ProfilePicture.objects.all(), pk=picture_id)
    operations.remove_picture(id=_id(request), by=request.actor, at=request.at, picture_id=row.id)
    return redirect("trade:my-profile")


def _question(title: object, act: object, lead: object = "") -> Question:
    return Question(title=title, act=act, back=reverse("trade:my-profile"), back_says=_("Our profile"), lead=lead)  # type: ignore[arg-type]


def _id(request: ActingRequest) -> UUID:
    form = OperationForm(request.POST)
    return form.cleaned_data["operation_id"] if form.is_valid() else new_id()
