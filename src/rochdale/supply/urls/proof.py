"""Addresses of one area: evidence packs, risk, papers, rows of the law, events."""

from django.urls import URLPattern, path

from rochdale.supply.views import proof, proof_papers

urlpatterns: list[URLPattern] = [
    path("proof/", proof.home, name="proof"),
    path("lots/<uuid:lot_id>/evidence/", proof.evidence, name="evidence"),
    path("lots/<uuid:lot_id>/evidence/new/", proof.new_pack, name="new-pack"),
    path("lots/<uuid:lot_id>/events.jsonld", proof.lot_events, name="lot-events"),
    path("packs/<uuid:pack_id>/", proof.pack, name="pack"),
    path("packs/<uuid:pack_id>/file/", proof.pack_file, name="pack-file"),
    path("packs/<uuid:pack_id>/withdraw/", proof.withdraw_pack, name="withdraw-pack"),
    path("packs-for-us/", proof_papers.packs_for_us, name="packs-for-us"),
    path("packs-for-us/<uuid:pack_id>/", proof_papers.pack_for_us, name="pack-for-us"),
    path("packs-for-us/<uuid:pack_id>/file/", proof_papers.pack_for_us_file, name="pack-for-us-file"),
    path("shipments/<uuid:onward_id>/statement/", proof.statement_reference, name="statement-reference"),
    path("plots/<uuid:plot_id>/risk/", proof.record_risk, name="record-risk"),
    path("plots/<uuid:plot_id>/lots/", proof.plot_in_lots, name="plot-in-lots"),
    path("legal-papers/", proof_papers.legal_papers, name="legal-papers"),
    path("legal-papers/new/", proof_papers.new_legal_paper, name="new-legal-paper"),
    path("law/", proof_papers.rules, name="law"),
    path("law/new/", proof_papers.new_rule, name="new-rule"),
    path("events/", proof_papers.captured, name="captured"),
    path("events/new/", proof_papers.capture, name="capture"),
    path("events/<uuid:document_id>/", proof_papers.captured_document, name="captured-document"),
]
