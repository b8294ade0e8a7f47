"""What supply keeps of growers and of those who work with them, and what of it a cooperative may let others see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, Note, classify, internal, kept_as_it_is, kind, named, of, public, told

_OFFICERS = _("You yourself, and the officers of your cooperative.")
_BOOKS = _("The books stay, with a made-up name, so that they still add up.")

kind(
    "supply.deeds",
    title=_("Who weighed, paid and inspected"),
    why=_("So that each receipt and each payment is somebody's."),
    seen_by=_("The officers of the cooperative, and the grower concerned."),
    outlasts=_BOOKS,
)
kind(
    "supply.grower",
    title=_("You as a grower"),
    why=_("So that the cooperative knows who delivers and where."),
    seen_by=_OFFICERS,
    outlasts=_("Your number stays in the books, without your name."),
)
kind(
    "supply.account",
    title=_("Your telephone, and the account into which you are paid"),
    why=_("So that you can be called, and money reaches you."),
    seen_by=_("You yourself, and those who pay growers."),
    level=Level.SENSITIVE,
)
kind(
    "supply.plots",
    title=_("Plots"),
    why=_("So that a lot can prove where it grew."),
    seen_by=_("You yourself, the officers of your cooperative, and buyers to whom the cooperative gave an evidence pack."),
    outlasts=_("Outlines stay with the lots that grew there, with a made-up name."),
    shared_says=_("Areas and crops of all plots with the growers' numbers, and evidence packs made for them, with names and outlines."),
)
kind(
    "supply.deliveries",
    title=_("What you delivered"),
    why=_("So that you are paid for each kilogram, and a lot knows what is in it."),
    seen_by=_OFFICERS,
    outlasts=_BOOKS,
)
kind(
    "supply.money",
    title=_("What you were paid and what is owed"),
    why=_("So that both sides can look it up."),
    seen_by=_OFFICERS,
    outlasts=_BOOKS,
)
kind(
    "supply.inspections",
    title=_("Inspections of your plots"),
    why=_("So that what you deliver may carry a certificate."),
    seen_by=_("You yourself, the officers of your cooperative, and the certifier."),
    outlasts=_("What was found stays, with a made-up name: the certifier asks for it for years."),
)
kind(
    "supply.lots",
    title=_("Lots, stock and processing"),
    why=_("So that the books balance to the gram."),
    seen_by=_("The officers of the cooperative. Others only what is published of a lot."),
    level=Level.INTERNAL,
    shared_says=_("Lots with form, weight, harvest and quality. No grower, no price."),
)
kind(
    "supply.proof",
    title=_("Evidence and events"),
    why=_("So that a buyer can check a lot."),
    seen_by=_("The officers of the cooperative, and the buyer it was made for."),
    level=Level.INTERNAL,
)

_ID = "joins rows; says nothing by itself"
_WHEN = "tells when"
_PLACES = "where and when the cooperative works"
_GOODS = "what was weighed"


def _row(*more: str) -> list[Note]:
    return internal(_ID, "id", "organization", *more)


def _done() -> list[Note]:
    """The columns of `models.owned.Done`."""
    return [*internal(_WHEN, "happened_at", "recorded_at"), *internal(_ID, "by_id"), *named("supply.deeds", by_name="by_id")]


classify("supply.Facility", _row(), internal(_PLACES, "kind", "name", "code", "locode", "latitude", "longitude", "closed_at"))
classify("supply.Season", _row(), internal(_PLACES, "name", "product", "since_on", "until_on", "first_share"))
classify("supply.YieldCap", _row(), internal("what a hectare can give", "product", "form", "kg_per_ha", "source"))
classify("supply.Ratio", _row(), internal("what a kg becomes", "product", "from_form", "to_form", "factor", "source"))
classify(
    "supply.Grower",
    _row("point", "person"),
    kept_as_it_is("supply.grower", "number", "registered_at", "left_on"),
    of("supply.grower", "village", "card_code"),
    of("supply.account", "phone", "means", "account_holder", "account_number", "account_provider"),
    ties=("id", "person"),
)
classify(
    "supply.Plot",
    _row("grower", "newest"),
    kept_as_it_is(
        "supply.plots",
        *("number", "own_number", "product", "planted_year", "declared_area_ha", "country", "place", "tenure", "organic_since"),
        *("is_held", "retired_at"),
    ),
    told("supply.plots", "name", "tenure_paper"),
    ties=("id", "grower"),
)
classify(
    "supply.PlotVersion",
    _row("plot"),
    kept_as_it_is(
        "supply.plots",
        *("version", "geometry", "geometry_sha256", "is_point", "drawn_area_ha", "west", "south", "east", "north", "capture", "accuracy_m"),
        *("verdict", "findings"),
    ),
    _done(),
    ties=("plot", "by_id"),
)
classify(
    "supply.Certificate",
    _row(),
    public(
        "stands on the certificate", "scheme", "product", "number", "certifier", "valid_from", "valid_until", "most_growers", "suspended_at"
    ),
)
classify(
    "supply.Approval",
    _row("certificate", "grower"),
    kept_as_it_is("supply.inspections", "since_on", "until_on"),
    told("supply.inspections", "because"),
    ties=("grower",),
)
classify(
    "supply.Inspection",
    _row("certificate", "grower"),
    kept_as_it_is("supply.inspections", "result"),
    told("supply.inspections", "inspector_name", "answers", "note"),
    _done(),
    ties=("grower", "by_id"),
)
classify(
    "supply.Gap",
    _row("inspection"),
    kept_as_it_is("supply.inspections", "is_major", "due_on", "closed_at"),
    told("supply.inspections", "what", "corrective_action", "evidence"),
    internal(_ID, "closed_by_id"),
    named("supply.deeds", closed_by_name="closed_by_id"),
    ties=("inspection", "closed_by_id"),
)
classify(
    "supply.Mandate",
    _row("grower"),
    kept_as_it_is("supply.money", "account", "most_share", "signed_on", "until_on"),
    ties=("grower",),
)
classify(
    "supply.PriceList",
    _row(),
    public("hangs at the collection point", "product", "number", "currency", "in_force_from"),
    told("supply.deeds", "note"),
    _done(),
    ties=("by_id",),
)
classify("supply.Price", _row("price_list"), public("hangs at the collection point", "form", "grade", "per_kg", "claim_adds"))
classify("supply.Series", _row("device"), internal("how receipts are counted", "prefix", "last_number"))
classify(
    "supply.Delivery",
    _row("series", "season", "point", "grower", "lot", "price_list", "reverses", "device"),
    kept_as_it_is(
        "supply.deliveries",
        *(
            "number",
            "receipt_no",
            "product",
            "form",
            "grade",
            "gross_g",
            "tare_g",
            "deduction_g",
            "net_g",
            "bags",
            "moisture_pct",
            "defects",
        ),
        *("claims", "is_price_stale", "currency", "price_per_kg", "price_deduction", "value_minor"),
    ),
    told("supply.deliveries", "reason"),
    _done(),
    ties=("id", "grower", "by_id"),
)
classify("supply.DeliveryPlot", _row("delivery", "plot"))
classify(
    "supply.TestWeight",
    _row("point"),
    internal("how the scale stood", "scale", "known_g", "shown_g", "is_within"),
    _done(),
    ties=("by_id",),
)
classify(
    "supply.Lot",
    _row("season", "point"),
    of(
        "supply.lots",
        *("code", "made", "product", "form", "grade", "claims", "model", "heap", "made_at", "bags", "seals", "public_code", "shows_price"),
    ),
)
classify(
    "supply.Run",
    _row("facility", "reverses"),
    of("supply.lots", "code", "kind", "in_g", "out_g", "loss_g", "forecast", "is_outside_band"),
    told("supply.deeds", "reason"),
    _done(),
    ties=("id", "by_id"),
)
classify("supply.RunInput", _row("run", "lot"), of("supply.lots", "weight_g"))
classify("supply.RunOutput", _row("run", "lot"), of("supply.lots", "weight_g"))
classify(
    "supply.Movement",
    _row("lot", "facility"),
    of("supply.lots", "kind", "weight_g", "about_id"),
    told("supply.deeds", "reason"),
    _done(),
    ties=("by_id",),
)
classify("supply.Stock", _row("lot", "facility"), of("supply.lots", "weight_g"))
classify(
    "supply.Waybill",
    _row("origin", "destination"),
    of("supply.lots", "number", "vehicle", "seals", "state", "arrived_at"),
    told("supply.deeds", "driver", "settled_how"),
    internal(_ID, "received_by_id"),
    named("supply.deeds", received_by_name="received_by_id"),
    _done(),
    ties=("id", "by_id", "received_by_id"),
)
classify("supply.WaybillLine", _row("waybill", "lot"), of("supply.lots", "bags", "sent_g", "arrived_g"))
classify(
    "supply.Onward",
    _row("lot"),
    of("supply.lots", "kind", "weight_g", "reference", "statement_reference", "at"),
    told("supply.deeds", "to_whom", "contact"),
    ties=("id",),
)
classify(
    "supply.AccountEntry",
    _row("grower", "season"),
    kept_as_it_is("supply.money", "account", "kind", "currency", "amount_minor", "about_id"),
    told("supply.money", "note"),
    _done(),
    ties=("grower", "by_id"),
)
classify("supply.Balance", _row("grower"), kept_as_it_is("supply.money", "account", "currency", "amount_minor"), ties=("grower",))
classify("supply.CashBox", _row("facility"), internal("where cash lies", "name", "currency", "closed_at"))
classify(
    "supply.CashEntry",
    _row("box"),
    internal("where cash lies", "kind", "amount_minor", "about_id"),
    told("supply.money", "note"),
    _done(),
    ties=("by_id",),
)
classify("supply.CashBalance", _row("box"), internal("where cash lies", "amount_minor"))
classify(
    "supply.PayRun",
    _row("season", "box"),
    internal("what is paid together", "number", "kind", "means", "currency", "note_minor", "state", "proposal_id"),
    _done(),
    ties=("id", "by_id"),
)
classify(
    "supply.PayLine",
    _row("pay_run", "grower"),
    kept_as_it_is("supply.money", "due_minor", "kept_minor", "pays_minor", "carried_minor", "state", "bank_reference"),
    told("supply.money", "receiver_name"),
    ties=("grower",),
)
classify(
    "supply.Payment",
    _row("grower", "season", "delivery", "box", "pay_line", "reverses"),
    kept_as_it_is("supply.money", "kind", "means", "currency", "amount_minor", "mark", "reference"),
    told("supply.money", "receiver_name", "reason"),
    _done(),
    ties=("id", "grower", "by_id"),
)
classify(
    "supply.DayClose",
    _row("box"),
    internal("what was counted", "on", "counted_minor", "expected_minor", "counts", "is_seen"),
    internal(_ID, "second_id"),
    named("supply.deeds", second_name="second_id"),
    told("supply.deeds", "note"),
    _done(),
    ties=("id", "by_id", "second_id"),
)
classify("supply.Sample", _row("lot"), of("supply.lots", "code", "weight_g"), told("supply.deeds", "sent_to"), _done(), ties=("by_id",))
classify(
    "supply.QualityResult",
    _row("sample"),
    of("supply.lots", "protocol", "values", "score", "grade", "laboratory"),
    told("supply.deeds", "graders"),
    _done(),
    ties=("by_id",),
)
classify(
    "supply.RiskResult",
    _row("plot_version"),
    kept_as_it_is("supply.plots", "provider", "provider_version", "on", "risk", "evidence"),
    _done(),
    ties=("by_id",),
)
classify(
    "supply.LegalPaper",
    _row(),
    kept_as_it_is("supply.plots", "kind", "about", "issued_on", "valid_until", "sha256"),
    told("supply.plots", "number"),
    internal(_ID, "about_id", "document_id"),
    ties=("about_id",),
)
classify(
    "supply.EvidencePack",
    _row("lot"),
    of("supply.proof", "number", "state", "sha256", "manifest", "document_id", "weight_g", "is_redacted", "keep_until"),
    internal("who may fetch the file, and until when", "reader", "readable_until"),
    told("supply.deeds", "for_whom", "because"),
    _done(),
    ties=("id", "by_id"),
)
classify("supply.PackGrower", _row("pack"), internal(_ID, "grower"), ties=("grower",))
classify(
    "supply.ProofRule",
    internal("a row of the law, the same for everybody", "id", "kind", "key", "value", "topic", "since_on", "until_on", "source"),
    internal("a row of the law, the same for everybody", "is_verified"),
    internal(_WHEN, "recorded_at"),
    internal(_ID, "by_id"),
    named("supply.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "supply.Captured",
    _row(),
    of("supply.proof", "document_sha256", "content", "sender"),
    _done(),
    ties=("id", "by_id"),
)
classify("supply.CapturedEvent", _row("captured"), of("supply.proof", "event_id", "is_mistake", "kind", "happened_at", "content", "place"))
classify(
    "supply.SalePayment",
    _row(),
    of("supply.lots", "sale_id", "reference", "buyer", "invoices", "lots", "reckoning", "currency", "amount_minor", "paid_currency"),
    of("supply.lots", "paid_minor", "rates", "untraced_g", "untraced_minor"),
    internal(_ID, "prepared_by_id"),
    named("supply.deeds", prepared_by_name="prepared_by_id"),
    _done(),
    ties=("by_id", "prepared_by_id"),
)
classify(
    "supply.SaleShare",
    _row("payment", "grower", "delivery", "lot"),
    kept_as_it_is("supply.money", "sold_g", "amount_minor"),
    ties=("grower",),
)
classify(
    "supply.StatementWord",
    _row("picture_id"),
    of("supply.lots", "kind", "sale_id", "reference", "from_whom"),
    told("supply.deeds", "text"),
    internal(_WHEN, "at"),
    internal(_ID, "by_id"),
    named("supply.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("supply.StatementWordTo", _row("word", "grower"), ties=("grower",))
