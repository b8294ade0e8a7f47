"""Questions about containers and matches: who shares what, what it costs on the way, why these and why not the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from rochdale.base.actor import Actor
from rochdale.base.words import Said
from rochdale.kernel.ids import new_id
from rochdale.people.permissions import may, readable
from rochdale.trade.called import certificate_names, goods_name, place_name, quality_name, unit_name
from rochdale.trade.goods_words import PROCESSES, SPECIES, called
from rochdale.trade.known import per_kg
from rochdale.trade.market.defaults import load_defaults
from rochdale.trade.models import Answer, Condition, Container, FirstRefusal, Match, Need, Offer
from rochdale.trade.permissions import operates, owner_id
from rochdale.trade.rules.bags import bags
from rochdale.trade.rules.why_not import Lot, Wanted, first_barrier
from rochdale.trade.worded import worded
from rochdale.trade.words import NUMBERS
from rochdale.ui.templatetags.ui import written

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """What one cooperative puts into a container; `bags` is None for goods without bags."""

    name: str
    kg: int
    bags: int | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One match in a container, as a party to it sees it."""

    id: UUID
    seller: str
    buyer: str
    reference: str
    need_reference: str
    kg: int
    price: Decimal
    floor: Decimal | None
    floor_scheme: str
    floor_source: str
    extra: Decimal
    freight: Decimal
    insurance: Decimal
    landed: Decimal
    inland: Decimal
    is_sale_of_mine: bool
    is_purchase_of_mine: bool


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What a party said; `is_yes` is None while it has said nothing."""

    organization: str
    organization_id: UUID
    is_yes: bool | None
    reason: str
    by: str
    conditions: tuple[ConditionSeen, ...]


@dataclass(frozen=True, slots=True)
class ConditionSeen:
    """What a yes is subject to."""

    id: UUID
    kind: str
    label: str
    due: date
    is_met: bool
    may_meet: bool
    operation_id: UUID
    """For the button that says it is met."""


@dataclass(frozen=True, slots=True)
class OtherSeen:
    """A lot that is not in the container, the first reason that is not a price, and its figures as a sentence."""

    name: str
    why: Said
    numbers: str


@dataclass(frozen=True, slots=True)
class ContainerSeen:
    """A container as one party, or the operator, may see it."""

    id: UUID
    number: int
    market_number: int
    market_id: UUID
    state: str
    release_code: str
    product: str
    goods: str
    mode: str
    unit: str
    origin: str
    destination: str
    origin_code: str
    destination_code: str
    departs_on: date
    arrives_on: date
    load_kg: int
    capacity_kg: int
    distance_km: int
    way: tuple[tuple[float, float], ...]
    """From end to end, (longitude, latitude); empty where it was not kept."""
    cost: Decimal
    fixed_cost: Decimal
    currency: str
    rate_on: date
    answer_by: date
    lines: tuple[LineSeen, ...]
    shares: tuple[ShareSeen, ...]
    answers: tuple[AnswerSeen, ...]
    side: str
    """"seller", "buyer", "both" or "operator"."""
    may_answer: bool
    has_answered: bool

    @property
    def percent_full(self) -> int:
        return self.load_kg * 100 // self.capacity_kg

    @property
    def mine(self) -> tuple[LineSeen, ...]:
        """The reader's own lines; all of them for the operator."""
        own = tuple(line for line in self.lines if line.is_sale_of_mine or line.is_purchase_of_mine)
        return own or self.lines


def my_containers(by: Actor) -> QuerySet[Container]:
    """Containers in which the organization acted for has goods, newest market first."""
    mine = Q(matches__offer__organization_id=by.organization_id) | Q(matches__need__organization_id=by.organization_id)
    return Container.objects.filter(mine).select_related("market").distinct()


def every_container() -> QuerySet[Container]:
    """All containers with their market, without what was frozen for it: that is large, and sealed."""
    return Container.objects.select_related("market").defer("market__frozen_input", "market__plan", "market__settings_used")


def my_matches(by: Actor) -> QuerySet[Match]:
    """Matches in which the organization acted for sells or buys."""
    return Match.objects.filter(Q(offer__organization_id=by.organization_id) | Q(need__organization_id=by.organization_id))


def matches_for(by: Actor) -> QuerySet[Match]:
    """Matches that a reader may open: its own; all for the operator."""
    return Match.objects.all() if operates(by) else my_matches(by)


def waiting_for_me(by: Actor, on: date) -> QuerySet[Container]:
    """Containers that wait for the answer of the organization acted for."""
    answered = Answer.objects.filter(organization_id=owner_id(by)).values("container")
    rows = my_containers(by).filter(state=Container.State.PROPOSED, market__answer_by__gte=on).exclude(pk__in=answered)
    return rows.order_by("market__number", "number")


def first_match(container: Container, by: Actor) -> Match | None:
    """The match under whose address a reader opens a container: an own one, or any for the operator."""
    rows = Match.objects.filter(container=container).order_by("id")
    own = rows.filter(Q(offer__organization_id=by.organization_id) | Q(need__organization_id=by.organization_id)).first()
    return own or rows.first()


def container_seen(row: Container, by: Actor, on: date) -> ContainerSeen:
    """A container for one reader, who may see it."""
    matches = list(row.matches.select_related("offer", "need", "floor").order_by("offer__cooperative", "need__buyer", "id"))
    lines = tuple(_line(match, by) for match in matches)
    answers = tuple(_answers(row, matches, by, on))
    mine = [answer for answer in answers if answer.organization_id == by.organization_id]
    is_open = row.state == Container.State.PROPOSED and row.market.answer_by >= on
    return ContainerSeen(
        id=row.id, number=row.number, market_number=row.market.number, market_id=row.market_id, state=row.state,
        release_code=row.release_code,
        product=row.product, goods=_goods(matches), mode=row.mode, unit=row.unit, origin=place_name(row.origin),
        destination=place_name(row.destination),
        origin_code=row.origin, destination_code=row.destination, departs_on=row.departs_on, arrives_on=row.arrives_on, load_kg=row.load_kg,
        capacity_kg=row.capacity_kg, distance_km=row.distance_km,
        way=tuple((lon, lat) for lon, lat in row.way), cost=row.cost, fixed_cost=row.fixed_cost, currency=row.market.currency,
        rate_on=row.market.rate_on, answer_by=row.market.answer_by, lines=lines, shares=tuple(_shares(matches, by)), answers=answers,
        side=_side(lines, by), may_answer=is_open and may(by, "trade.answer", row),
        has_answered=any(answer.is_yes is not None for answer in mine),
    )  # fmt: skip


def others_of(row: Container, by: Actor, on: date) -> list[OtherSeen]:
    """Lots of the same product shown to the market that could not join, each with its first reason; prices are never one."""
    if row.state == Container.State.RELEASED:
        return []
    need = Need.objects.filter(matches__container=row).order_by("id").first()
    if need is None:
        return []
    wanted = Wanted(need.species, need.process, need.protocol, need.min_score, frozenset(need.certifications), row.origin, row.departs_on)
    lots = readable(by, "trade.see", Offer.objects.defer("reserve_price")).filter(product=row.product, state=Offer.State.OPEN)
    lots = lots.exclude(matches__container=row).prefetch_related("certificates").order_by("ready_from", "id")[: MOST_OTHERS * 4]
    found: dict[str, OtherSeen] = {}
    for lot in lots:
        barrier = first_barrier(_lot(lot), wanted)
        if barrier is not None and lot.cooperative not in found:
            found[lot.cooperative] = OtherSeen(lot.cooperative, worded(barrier), str(NUMBERS[barrier.code]) % _shown(barrier.facts))
    return list(found.values())[:MOST_OTHERS]


def _shown(facts: Mapping[str, object]) -> dict[str, object]:
    """Codes and days as people read them."""
    return {key: _word(value) for key, value in facts.items()}


def _word(value: object) -> object:
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, Decimal):
        return written(value.normalize())
    if isinstance(value, list):
        return ", ".join(certificate_names(value))
    if isinstance(value, str):
        return place_name(value) if value.isupper() else called({**PROCESSES, **SPECIES}, value) if value != "–" else value
    return value


def _lot(row: Offer) -> Lot:
    certificates = frozenset(one.scheme for one in row.certificates.all())
    return Lot(row.species, row.process, row.protocol, row.score, certificates, row.port, row.ready_from, row.ready_until)


def _goods(matches: Iterable[Match]) -> str:
    kinds = {(match.offer.product, match.offer.species, match.offer.process) for match in matches}
    product = min(kinds)[0]
    return goods_name(*min(kinds)) if len(kinds) == 1 else goods_name(product)


def _line(match: Match, by: Actor) -> LineSeen:
    return LineSeen(
        id=match.id, seller=match.offer.cooperative, buyer=match.need.buyer, reference=match.offer.reference,
        need_reference=match.need.reference,
        kg=match.kg, price=match.price_per_kg, floor=match.floor_per_kg,
        floor_scheme=certificate_names([match.floor.scheme])[0] if match.floor else "",
        floor_source=match.floor.source if match.floor else "",
        extra=match.extra_per_kg, freight=match.freight_per_kg, insurance=match.insurance_per_kg, landed=match.landed_per_kg,
        inland=match.inland_per_kg,
        is_sale_of_mine=match.offer.organization_id == by.organization_id,
        is_purchase_of_mine=match.need.organization_id == by.organization_id,
    )  # fmt: skip


def _shares(matches: Iterable[Match], by: Actor) -> list[ShareSeen]:
    found: dict[str, list[Match]] = {}
    for match in matches:
        found.setdefault(match.offer.cooperative, []).append(match)
    return [_share(name, rows, by) for name, rows in sorted(found.items(), key=lambda pair: (-sum(match.kg for match in pair[1]), pair[0]))]


def _share(name: str, rows: list[Match], by: Actor) -> ShareSeen:
    offer, kg = rows[0].offer, sum(match.kg for match in rows)
    return ShareSeen(name, kg, bags(kg, offer.product, offer.country), offer.organization_id == by.organization_id)


def _answers(row: Container, matches: Iterable[Match], by: Actor, on: date) -> list[AnswerSeen]:
    names = {match.offer.organization_id: match.offer.cooperative for match in matches} | {
        match.need.organization_id: match.need.buyer for match in matches
    }
    said = {answer.organization_id: answer for answer in row.answers.prefetch_related("conditions").order_by("at", "id")}
    return [_answer(id, name, said.get(id), by, on) for id, name in sorted(names.items(), key=lambda pair: (pair[1], str(pair[0])))]


def _answer(id: UUID, name: str, answer: Answer | None, by: Actor, on: date) -> AnswerSeen:
    if answer is None:
        return AnswerSeen(name, id, None, "", "", ())
    is_own = may(by, "trade.answer-partner", id)
    conditions = sorted(answer.conditions.all(), key=lambda one: (one.due, one.kind))
    return AnswerSeen(
        name, id, answer.is_yes, answer.reason, answer.by_name, tuple(_condition(one, is_own and one.due >= on) for one in conditions)
    )


def conditions_seen(rows: QuerySet[Condition], by: Actor, on: date) -> list[ConditionSeen]:
    """Conditions by day, and which of them the reader may say are met."""
    ordered = rows.select_related("answer").order_by("due", "kind", "id")
    return [_condition(row, row.due >= on and may(by, "trade.answer-partner", row.answer.organization_id)) for row in ordered]


def _condition(row: Condition, may_meet: bool) -> ConditionSeen:
    return ConditionSeen(
        row.id, row.kind, row.get_kind_display(), row.due, row.met_at is not None, may_meet and row.met_at is None, new_id()
    )


def _side(lines: Iterable[LineSeen], by: Actor) -> str:
    sells, buys = any(line.is_sale_of_mine for line in lines), any(line.is_purchase_of_mine for line in lines)
    if sells and buys:
        return "both"
    return "seller" if sells else "buyer" if buys else "operator" if operates(by) else ""


@dataclass(frozen=True, slots=True)
class Fit:
    """One thing asked and found: `what` is "quality", "amount", "time" or "certificates"."""

    what: str
    asked: object
    found: object
    is_met: bool = True


def fits(match: Match, row: Container) -> list[Fit]:
    """Why the lots of a match answer its need: what was asked beside what was found."""
    need, offer = match.need, match.offer
    supplied = sum(Match.objects.filter(container__market=row.market, need=need).values_list("kg", flat=True))
    found = [Fit("amount", need.kg, supplied, supplied >= need.kg), Fit("time", row.departs_on, (row.departs_on - offer.ready_from).days)]
    if need.min_score is not None:
        found.insert(0, Fit("quality", need.min_score.normalize(), offer.score.normalize() if offer.score is not None else "–"))
    if need.certifications:
        found.append(Fit("certificates", ", ".join(certificate_names(need.certifications)), ""))
    return found


@dataclass(frozen=True, slots=True)
class SplitSeen:
    """The published band of the sellers' share of what is gained, in percent."""

    low: int
    high: int


def split_of(row: Container) -> SplitSeen:
    """The band of the market of a container."""
    defaults = load_defaults(row.market.defaults_used.encode())
    return SplitSeen(int(100 * (defaults.sellers_share - defaults.spread)), int(100 * (defaults.sellers_share + defaults.spread)))


@dataclass(frozen=True, slots=True)
class Asked:
    """An offer as it is shown to a partner first."""

    id: UUID
    cooperative: str
    goods: str
    quality: str
    certificates: tuple[str, ...]
    kg: int
    price: Decimal
    currency: str
    unit: str
    per_kg: Decimal
    place: str
    term: str
    ready_from: date
    ready_until: date
    until: date
    is_open: bool
    partner: str


def asked(row: FirstRefusal, on: date) -> Asked:
    """A first refusal for the partner."""
    offer = row.offer
    certificates = certificate_names(offer.certificates.values_list("scheme", flat=True).order_by("scheme"))
    return Asked(
        row.id, offer.cooperative, goods_name(offer.product, offer.species, offer.process), quality_name(offer.protocol, offer.score),
        tuple(certificates),
        row.kg, row.price, row.currency, unit_name(row.price_unit), per_kg(row.price, row.price_unit), place_name(offer.port), offer.terms,
        offer.ready_from, offer.ready_until, row.until, row.state == FirstRefusal.State.WAITING and row.until >= on, row.partner.name,
    )  # fmt: skip
