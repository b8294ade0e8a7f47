"""What is said when a lot does not prove itself, when events cannot be taken in, and when rows of the law say nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import country_name
from rochdale.base.words import Words, register
from rochdale.kernel.refusal import Refusal

Text = str | Promise

CHECKS: Mapping[str, Text] = {
    "supply.check-weight": _("The pack weighs what the lot weighs"),
    "supply.check-dates": _("Each kilogram has a day of delivery"),
    "supply.check-species": _("The species is named"),
    "supply.check-papers": _("No paper of legality is over"),
    "supply.check-traced": _("Each kilogram comes from a known plot"),
    "supply.check-exact": _("Exactly the plots behind the lot are listed"),
    "supply.check-outlines": _("Each plot has its outline, above 4 ha a polygon"),
    "supply.check-held": _("No plot is held or excluded"),
    "supply.check-risk": _("Each plot has a low risk of deforestation, assessed on its present outline"),
    "supply.check-country": _("Risk of the country of production"),
}
RISKS: Mapping[str, Text] = {"low": _("low"), "high": _("high"), "more": _("more information needed"), "standard": _("standard")}
TOPICS: Mapping[str, Text] = {
    "cooperative": _("The cooperative may trade"),
    "land": _("Right to use the land"),
    "environment": _("Environment"),
    "labour": _("Labour and human rights"),
    "tax": _("Tax, customs and trade"),
}
PAPERS: Mapping[str, Text] = {
    "registration": _("Registration"),
    "land-title": _("Land title"),
    "village-certificate": _("Certificate of the village"),
    "land-use-certificate": _("Land use certificate"),
    "tax-receipt": _("Receipt of land tax"),
    "chief-attestation": _("Attestation of the chief"),
    "land-certificate": _("Land certificate"),
}


def paper_name(code: str) -> str:
    """What a kind of paper is called; the code itself for one that a row of the law added."""
    return str(PAPERS.get(code, code))


def in_names(note: Refusal) -> Refusal:
    """A note with country, level and papers as the reader calls them."""
    facts: dict[str, object] = {**note.facts, "country": country_name(str(note.facts["country"]))}
    if "level" in facts:
        facts["level"] = str(RISKS[str(facts["level"])])
    papers = facts.get("papers")
    if isinstance(papers, list):
        facts["papers"] = ", ".join(map(paper_name, papers))
    return Refusal(note.code, facts)


_SPLIT = _("Split the lot first, so that a lot of its own is shipped.")
_WHOLE = _("The pack is for a whole lot.")
_MAP = _("Draw or bring the outline again.")
_WITHOUT = _("Look at it, or offer a lot that holds nothing of this plot.")

BLOCKS = {
    "supply.pack-of-nothing": Words(says=_("Nothing was ever put into lot %(lot)s."), remedy=_("Choose another lot.")),
    "supply.pack-weighs-otherwise": Words(says=_("The pack is for %(kg)s kg, lot %(lot)s for %(lot_kg)s kg."), remedy=_SPLIT, rule=_WHOLE),
    "supply.pack-of-a-part": Words(says=_("Only %(kg)s kg of the %(lot_kg)s kg of lot %(lot)s were shipped."), remedy=_SPLIT, rule=_WHOLE),
    "supply.pack-without-dates": Words(
        says=_("%(kg)s kg in lot %(lot)s have no day of delivery: they were there when the books began, or were found."),
        remedy=_("Offer a lot made of deliveries only."),
    ),
    "supply.pack-without-species": Words(
        says=_("It is not said which species lot %(lot)s is."), remedy=_("Choose one of these: %(species)s.")
    ),
    "supply.pack-is-untraced": Words(
        says=_("For %(kg)s kg in lot %(lot)s no plot is known."),
        remedy=_("Offer a lot made of deliveries with plots: goods that were mixed cannot be parted again."),
        rule=_("Goods of unknown origin may not be mixed in (EU Commission, questions and answers 1.4)."),
    ),
    "supply.pack-of-mass-balance": Words(
        says=_("Lot %(lot)s is kept by mass balance."),
        remedy=_("Offer a segregated lot."),
        rule=_("Plots must be those of these very goods."),
    ),
    "supply.plot-feeds-nothing": Words(
        says=_("Plot %(plot)s is listed and gave nothing to this lot."),
        remedy=_("Take it off the list."),
        rule=_("One bad plot taints all plots that are listed."),
    ),
    "supply.plot-is-left-out": Words(says=_("Plot %(plot)s gave to this lot and is not listed."), remedy=_("Put it on the list.")),
    "supply.proof-has-no-outline": Words(says=_("Plot %(plot)s of grower %(grower)s has no outline."), remedy=_MAP),
    "supply.point-has-no-area": Words(
        says=_("Plot %(plot)s of grower %(grower)s is a point without an area."), remedy=_("Write its area in hectares.")
    ),
    "supply.point-is-too-large": Words(
        says=_("Plot %(plot)s of grower %(grower)s is a point of %(area)s ha."),
        remedy=_("Walk around it with a phone, or draw it on a map."),
        rule=_("Above 4 ha a polygon is needed, up to and including 4 ha a point will do."),
        source=_("Reg. (EU) 2023/1115, definition of geolocation"),
    ),
    "supply.plot-is-held": Words(
        says=_("Plot %(plot)s of grower %(grower)s is held back: something about it is to be checked."), remedy=_WITHOUT
    ),
    "supply.risk-is-missing": Words(
        says=_("The risk of plot %(plot)s of grower %(grower)s was not assessed."),
        remedy=_("Bring a result of Whisp, or write down what was looked at."),
    ),
    "supply.risk-is-stale": Words(
        says=_("The risk of plot %(plot)s of grower %(grower)s was assessed on %(on)s, its outline is of %(drawn)s."),
        remedy=_("Have the present outline assessed."),
    ),
    "supply.risk-is-high": Words(
        says=_("The risk of plot %(plot)s of grower %(grower)s is high (%(provider)s, %(on)s)."),
        remedy=_WITHOUT,
        rule=_("No land that was forest at the end of 2020."),
    ),
    "supply.risk-is-open": Words(
        says=_("For plot %(plot)s of grower %(grower)s more information is needed (%(provider)s, %(on)s)."),
        remedy=_("Look at photos, papers and images of 2020, and write down what you found."),
        rule=_("Usual for coffee under shade: a tree cover that is neither surely forest nor surely farm."),
    ),
    "supply.paper-is-over": Words(says=_("The paper “%(paper)s” %(number)s was valid until %(until)s."), remedy=_("Bring the new one.")),
}
NOTES = {
    "supply.land-is-not-shown": Words(
        says=_("%(country)s: plots for which no paper shows the right to the land: %(plots)s."),
        remedy=_("One of these will do: %(papers)s."),
    ),
    "supply.country-has-no-row": Words(
        says=_("%(country)s: no row says how high its risk is."), remedy=_("Whoever keeps the rows of the law records it.")
    ),
    "supply.country-row-is-verified": Words(says=_("%(country)s: %(level)s. Source: %(source)s")),
    "supply.country-row-is-unverified": Words(says=_("%(country)s: %(level)s, not verified. Source: %(source)s")),
    "supply.seller-becomes-importer": Words(
        says=_("Delivered duty paid (DDP) to %(country)s, you import yourselves."),
        remedy=_("Choose FOB or CIF, or get an EORI number and file a statement of your own before the goods arrive."),
        rule=_("Whoever puts goods on the EU market files; the first person in the EU files too."),
        source=_("Reg. (EU) 2023/1115, Art. 7"),
    ),
}
PACKS = {
    "supply.pack-is-blocked": Words(
        says=_("The pack cannot be issued: %(blocks)s things speak against it."), remedy=_("See them, one by one, on the page of the lot.")
    ),
    "supply.pack-needs-a-reader": Words(says=_("It is not said for whom the pack is."), remedy=_("Write the name of the buyer.")),
    "supply.pack-without-consent": Words(
        says=_("Plots may not be shown to %(reader)s yet."),
        remedy=_("Share plots with this buyer first. For a buyer who is not here, say that the cooperative has agreed."),
        rule=_("Names and outlines are shown to a named buyer only, after the cooperative has agreed."),
    ),
    "supply.pack-is-out-of-date": Words(
        says=_("Something behind the lot has changed while the pack was made."), remedy=_("Make it again.")
    ),
    "supply.pack-is-not-issued": Words(says=_("Pack %(number)s is not issued."), remedy=_("Only an issued pack is withdrawn.")),
    "supply.pack-needs-a-reason": Words(says=_("It is not said why."), remedy=_("Write one sentence.")),
    "supply.pack-reading-is-over": Words(says=_("Pack %(number)s could be fetched until %(until)s."), remedy=_("Ask the cooperative.")),
    "supply.pack-is-no-pack": Words(says=_("%(file)s is no evidence pack: %(trouble)s"), remedy=_("Fetch it again.")),
    "supply.pack-has-no-manifest": Words(says=_("There is no manifest in the pack."), remedy=_("Ask for it again.")),
    "supply.pack-file-changed": Words(says=_("%(file)s was changed after the pack was made."), remedy=_("Ask for the pack again.")),
    "supply.pack-file-added": Words(says=_("%(file)s was added after the pack was made."), remedy=_("Ask for the pack again.")),
    "supply.pack-file-missing": Words(says=_("%(file)s is missing."), remedy=_("Ask for the pack again.")),
    "supply.pack-seal-is-broken": Words(
        says=_("The files are as they were, but %(file)s around them was changed."), remedy=_("Ask for the pack again.")
    ),
    "supply.lot-is-not-the-only-one": Words(
        says=_("Two cooperatives have a lot called %(what)s."), remedy=_("Name it by its id: “rochdale supply lots --json” shows it.")
    ),
    "supply.statement-reference-is-empty": Words(says=_("There is no reference number."), remedy=_("Write it as the buyer gave it.")),
}
RISK = {
    "supply.risk-is-unknown": Words(says=_("“%(risk)s” is no class of risk."), remedy=_("Choose low, high or more information needed.")),
    "supply.risk-is-to-come": Words(says=_("A result cannot be of %(on)s: that day is to come."), remedy=_("Check the day.")),
    "supply.risk-needs-a-provider": Words(
        says=_("It is not said who assessed the plot."), remedy=_("Write the name of the service or person.")
    ),
    "supply.risk-plot-is-unknown": Words(says=_("No plot here is called %(plot)s."), remedy=_("Check the number in the file.")),
    "supply.risk-plot-has-no-outline": Words(says=_("Plot %(plot)s has no outline."), remedy=_MAP),
    "supply.whisp-column-missing": Words(
        says=_("The column %(column)s is missing."), remedy=_("Bring the file as Whisp gives it out, with plot and Risk_PCrop.")
    ),
    "supply.whisp-file-unreadable": Words(says=_("This is no result of Whisp."), remedy=_("Bring its CSV or GeoJSON file.")),
    "supply.paper-kind-is-unknown": Words(
        says=_("No row of the law knows a paper “%(kind)s” in this country."), remedy=_("Choose one of the list.")
    ),
    "supply.paper-ends-before-it-begins": Words(says=_("The paper would end before it was issued."), remedy=_("Check both days.")),
}
LAW = {
    "supply.only-who-keeps-the-law": Words(
        says=_("%(name)s does not keep the rows of the law."), remedy=_("Those who run the market of this installation do.")
    ),
    "supply.row-of-law-says-nothing": Words(
        says=_("“%(key)s: %(value)s” cannot be a row of this kind."),
        remedy=_("Goods: heading and “in” or “out”. Day: “large” or “small” and a day. Country: two letters and low, standard or high."),
    ),
    "supply.row-of-law-needs-a-source": Words(says=_("A row needs its source."), remedy=_("Write where it can be read.")),
    "supply.row-of-law-ends-before-it-begins": Words(says=_("The row would end before it begins."), remedy=_("Check both days.")),
    "supply.row-of-law-is-there": Words(says=_("There is such a row from that day already."), remedy=_("Choose another day.")),
}
EVENTS = {
    "supply.event-document-unreadable": Words(
        says=_("The document is no JSON: line %(line)s, column %(column)s."), remedy=_("Send EPCIS 2.0 as JSON-LD.")
    ),
    "supply.event-document-too-large": Words(says=_("The document is larger than %(most)s MB."), remedy=_("Send it in parts.")),
    "supply.event-type-is-unknown": Words(
        says=_("%(path)s: “%(value)s” is no type we know."), remedy=_("A document is an EPCISDocument; an event one of the five types.")
    ),
    "supply.event-field-is-missing": Words(says=_("%(path)s: the field %(field)s is missing."), remedy=_("Add it.")),
    "supply.event-field-has-another-shape": Words(says=_("%(path)s: should be %(wanted)s."), remedy=_("Write it so.")),
    "supply.event-field-is-unknown": Words(
        says=_("%(path)s: the standard has no field “%(field)s” here."),
        remedy=_("A field of your own needs a prefix, such as example:field."),
    ),
    "supply.event-word-is-invented": Words(
        says=_("%(path)s: “%(value)s” is no word of the vocabulary."), remedy=_("Use one of these, or a URI of your own: %(known)s.")
    ),
    "supply.event-time-is-none": Words(says=_("%(path)s: “%(value)s” is no moment."), remedy=_("Write it as 2027-01-18T15:00:00+07:00.")),
    "supply.event-time-has-no-zone": Words(
        says=_("%(path)s: “%(value)s” does not say in which time zone."), remedy=_("Add Z or an offset such as +07:00.")
    ),
    "supply.event-offset-is-none": Words(says=_("%(path)s: “%(value)s” is no offset."), remedy=_("Write it as +07:00.")),
    "supply.event-version-is-none": Words(says=_("%(path)s: “%(value)s” is no version."), remedy=_("Write 2.0.")),
    "supply.event-name-is-no-uri": Words(
        says=_("%(path)s: “%(value)s” is no URI."), remedy=_("Write the whole name, such as urn:… or https://….")
    ),
    "supply.event-quantity-is-negative": Words(
        says=_("%(path)s: %(value)s is below zero."), remedy=_("Declare the first event to be wrong instead.")
    ),
    "supply.event-unit-is-unknown": Words(
        says=_("%(path)s: “%(value)s” is no unit of UN/ECE Recommendation 20."),
        remedy=_("Kilogram is KGM, tonne TNE, litre LTR, piece C62."),
    ),
    "supply.event-is-half": Words(
        says=_("%(path)s: a transformation without %(side)s."), remedy=_("Name both, or join two events by a transformationID.")
    ),
    "supply.event-is-about-nothing": Words(says=_("%(path)s: the event names no goods."), remedy=_("Add epcList or quantityList.")),
    "supply.event-makes-nothing": Words(says=_("%(path)s: ilmd stands only where goods are made (ADD)."), remedy=_("Leave it out.")),
    "supply.event-list-is-empty": Words(says=_("%(path)s: the list is empty."), remedy=_("Leave it out, or put something in.")),
    "supply.events-are-too-many": Words(says=_("%(path)s: more than %(most)s events."), remedy=_("Send them in parts.")),
    "supply.event-number-is-taken": Words(
        says=_("%(path)s: there is another event with the number %(value)s."),
        remedy=_("Give it a number of its own, or declare the first one to be wrong."),
        rule=_("An event never changes."),
    ),
}

for _words in (BLOCKS, NOTES, PACKS, RISK, LAW, EVENTS):
    register(_words)
