"""The readable part of an evidence pack: a summary of two or three pages, and the declaration. Both in the language of the pack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.base.countries import country_name
from rochdale.base.paper import pdf
from rochdale.base.words import said
from rochdale.kernel.refusal import Refusal
from rochdale.supply.called import claim_names, form_name, grade_name, product_name, weight
from rochdale.supply.pack_map import locator_svg, plots_svg
from rochdale.supply.proof_words import CHECKS, RISKS, in_names
from rochdale.supply.queries.proof import Dossier
from rochdale.supply.rules.evidence import CUT_OFF, Check
from rochdale.supply.rules.law import country_risk, scope_of
from rochdale.ui.templatetags.ui import written

TEMPLATE = "supply/paper/evidence.typ"
MOST_LINES = 40
MOST_NAMES = 400
Pairs = list[tuple[str, str]]


def summary_pdf(
    found: Dossier, *, number: str, for_whom: str, language: str, at: datetime, is_redacted: bool = False, is_draft: bool = False
) -> bytes:
    """The summary as A4 pages. The same dossier gives the same bytes."""
    with translation.override(language):
        content = {
            "title": _("Evidence for lot %(lot)s") % {"lot": found.lot.code},
            "reference": f"{number} · {found.organization.name} · {found.lot.code}",
            "number": number,
            "lead": _("For %(reader)s, made on %(day)s") % {"reader": for_whom, "day": _day(at.date())},
            "stamp": _stamp(found, is_draft),
            "is_complete": found.is_complete and not is_draft,
            "draft": _draft(is_draft=is_draft, is_redacted=is_redacted),
            "figures": _figures(found),
            "goods": {"title": _("The goods"), "rows": _goods(found)},
            "land": _land(found, is_redacted=is_redacted),
            "checks": {
                "title": _("What was checked"), "headings": [_("Check"), _("Looked at"), _("Result")],
                "rows": [_check(check) for check in found.checks],
            },
            "blocks": {"title": _("What speaks against it"), "rows": _blocks(found, is_redacted=is_redacted)},
            "notes": {"title": _("Worth knowing"), "rows": _notes(found)},
            "way": _way(found),
            "law": {"title": _("What the law asks for"), "rows": _law(found)},
            "declaration": {"title": _("Declaration"), "text": declaration_text(found, for_whom=for_whom, is_draft=is_draft),
                            "sign": [_("Name and office"), _("Place and date"), _("Signature")]},
            "verify": {"title": _("How to check this pack"), "text": _verify()},
        }  # fmt: skip
    return pdf(TEMPLATE, content, language=language, at=at)


def declaration_text(found: Dossier, *, for_whom: str, is_draft: bool) -> str:
    """What the cooperative declares, in the active language."""
    lot, facts = found.lot, {"cooperative": found.organization.name, "reader": for_whom, "lot": found.lot.code}
    lines = [
        _("%(cooperative)s declares to %(reader)s for lot %(lot)s:") % facts,
        _("It holds %(kg)s of %(species)s, harvested and delivered from %(first)s to %(last)s.")
        % {"kg": weight(found.asked.weight_g), "species": found.asked.species or product_name(lot.product), **_span(found)},
    ]
    if found.needs_plots:
        lines += [
            ngettext(
                "It comes from the %(plots)s plot listed in this pack and from no other.",
                "It comes from the %(plots)s plots listed in this pack and from no other.",
                len(found.plots),
            )
            % {"plots": written(len(found.plots))},
            _("To our knowledge none of this land was forest on %(day)s and was cleared since.") % {"day": _day(CUT_OFF)},
        ]
    where = {"country": country_name(found.organization.country)}
    lines += [
        _("It was produced under the laws of %(country)s; the papers in this pack show it.") % where
        if found.papers
        else _("It was produced under the laws of %(country)s. No paper that shows it lies in this pack.") % where,
        _("The figures come from the books of the cooperative, which balance to the gram. We keep them for five years."),
    ]
    if is_draft:
        lines.insert(0, _("DRAFT, not yet declared."))
    return "\n".join(lines) + "\n"


def _verify() -> str:
    return _(
        "The manifest lists each file with its SHA-256. The command “rochdale supply verify-evidence FILE” compares them all and names "
        "a file in which one byte was changed. The last 64 signs of the ZIP seal the whole."
    )


def _stamp(found: Dossier, is_draft: bool) -> str:
    against = sum(len(check.blocks) for check in found.checks)
    if against:
        return ngettext("%(count)s thing speaks against it", "%(count)s things speak against it", against) % {"count": written(against)}
    return _("All checks passed") if not is_draft else _("Draft, all checks passed")


def _draft(*, is_draft: bool, is_redacted: bool) -> str:
    if is_redacted:
        return _("DRAFT: names and plots are left out until the cooperative agrees")
    return _("DRAFT") if is_draft else ""


def _figures(found: Dossier) -> list[list[str]]:
    hectares = sum((plot.area_ha or Decimal(0) for plot in found.plots), Decimal(0))
    rows = [[weight(found.asked.weight_g), _("net weight")]]
    if found.needs_plots:
        rows += [[written(len(found.plots)), _("plots")], [written(hectares, 1), _("hectares")]]
    growers = len({plot.grower_id for plot in found.plots}) or len({source.grower for source in found.sources})
    return [*rows, [written(growers), _("growers")], [written(len(found.sources)), _("deliveries")]]


def _goods(found: Dossier) -> Pairs:
    lot = found.lot
    goods = ", ".join(word for word in (product_name(lot.product), form_name(lot.form), grade_name(lot.grade)) if word)
    rows = [
        (_("Seller"), f"{found.organization.name}, {country_name(found.organization.country)}"),
        (_("Goods"), goods),
        (_("Species"), found.asked.species or _("not named yet")),
        (_("Heading of the Harmonized System"), lot.hs),
        (_("Harvest"), lot.season),
    ]
    if found.sources:
        rows.append((_("Delivered"), _("%(first)s to %(last)s") % _span(found)))
    if lot.claims:
        rows.append((_("Claims"), claim_names(lot.claims)))
    rows += [
        (_("Certificate"), f"{claim_names([one.scheme])} {one.number} ({one.certifier}), {_day(one.valid_from)} – {_day(one.valid_until)}")
        for one in found.certificates
    ]
    rows += [(_("Quality"), _quality(each.protocol, each.score, each.grade, each.on)) for each in found.quality[:6]]
    return rows


def _quality(protocol: str, score: str, grade: str, on: date) -> str:
    parts = [protocol, written(score) if score else "", grade_name(grade), _day(on)]
    return ", ".join(part for part in parts if part)


def _land(found: Dossier, *, is_redacted: bool) -> dict[str, object]:
    if not found.needs_plots:
        return {"title": "", "locator": "", "plots": "", "caption": "", "by_country": []}
    classes = Counter(plot.risk.risk if plot.risk else "" for plot in found.plots)
    low = _("%(low)s of %(all)s plots have a low risk") % {"low": written(classes["low"]), "all": written(len(found.plots))}
    rows = []
    for country, count in sorted(Counter(plot.country for plot in found.plots).items()):
        risk = country_risk(found.law, country)
        rows.append([country_name(country), written(count), str(RISKS[risk.value]) if risk else "–"])
    return {
        "title": _("Where it grew"),
        "locator": locator_svg(found.plots),
        "plots": "" if is_redacted else plots_svg(found.plots),
        "caption": _("Left: the region. Right: each plot as a dot, those without a low risk as rings. %(low)s. Outlines: Natural Earth.")
        % {"low": low}
        if not is_redacted
        else _("The region; dots are squares of a tenth of a degree. %(low)s. Outlines: Natural Earth.") % {"low": low},
        "headings": [_("Country"), _("Plots"), _("Risk of the country")],
        "by_country": rows,
    }


def _check(check: Check) -> list[object]:
    """The result is a cross with how often it failed; nothing where there was nothing to look at."""
    passed = _("passed") if check.looked_at else "–"
    result = passed if check.is_passed else f"{written(len(check.blocks))} ×"
    return [str(CHECKS[check.code]), written(check.looked_at), result, check.is_passed]


def _blocks(found: Dossier, *, is_redacted: bool) -> list[list[str]]:
    blocks = [block for check in found.checks for block in check.blocks]
    if is_redacted:
        counts = Counter(str(CHECKS[check.code]) for check in found.checks for _block in check.blocks)
        return [[f"{what}: {written(count)}", ""] for what, count in counts.items()]
    alike: dict[str, list[Refusal]] = defaultdict(list)
    for block in blocks:
        alike[block.code].append(block)
    return [_block(group) for group in alike.values()]


def _block(group: Sequence[Refusal]) -> list[str]:
    """What speaks against it: the first in full, then the names of the others, so that a hundred plots are a paragraph."""
    first, *others = group
    words = said(first)
    if not others:
        return [words.says, words.remedy]
    names = [str(block.facts.get("plot") or said(block).says) for block in others[:MOST_NAMES]]
    if len(others) > MOST_NAMES:
        names.append(_("%(count)s more, in checks.json") % {"count": written(len(others) - MOST_NAMES)})
    likewise = _("Likewise (%(count)s): %(names)s.") % {"count": written(len(others)), "names": ", ".join(names)}
    return [words.says, f"{words.remedy} {likewise}"]


def _notes(found: Dossier) -> list[list[str]]:
    return [[said(in_names(note)).says, said(in_names(note)).remedy] for check in found.checks for note in check.notes]


def _way(found: Dossier) -> dict[str, object]:
    """From deliveries to the lot: one line for each flow into and out of a run."""
    lines = [[_day(edge.on), edge.source, edge.target, weight(edge.weight_g)] for edge in found.edges[:MOST_LINES]]
    if len(found.edges) > MOST_LINES:
        lines.append(["", _("%(count)s more, in lot-graph.json") % {"count": written(len(found.edges) - MOST_LINES)}, "", ""])
    return {"title": _("The way of the goods"), "headings": [_("Day"), _("From"), _("Into"), _("Weight")], "rows": lines}


def _law(found: Dossier) -> Sequence[tuple[str, str]]:
    row = scope_of(found.law, found.lot.hs)
    scope = _("needs a statement") if row and row.value == "in" else _("needs no statement")
    rows = [(_("Heading %(hs)s") % {"hs": found.lot.hs}, scope)]
    names = {"large": _("Applies to large and medium operators from"), "small": _("Applies to micro and small operators from")}
    rows += [(names[row.key], _day(date.fromisoformat(row.value))) for row in found.law if row.kind == "applies"]
    return rows if row and row.value == "in" else rows[:1]


def _span(found: Dossier) -> dict[str, str]:
    days = [source.on for source in found.sources] or [found.on]
    return {"first": _day(min(days)), "last": _day(max(days))}


def _day(day: date) -> str:
    """With the month as a word: 5/12 is two days, depending on who reads it."""
    return date_format(day, "j F Y")
