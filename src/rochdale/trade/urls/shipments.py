"""Shipments, their papers, and the rows of what a route asks for."""

from django.urls import path

from rochdale.trade.views import requirements, shipment_steps, shipments, shipping_papers

urlpatterns = [
    path("shipments/", shipments.shipments, name="shipments"),
    path("contracts/<uuid:contract_id>/ship/", shipments.begin, name="begin-shipment"),
    path("shipments/<uuid:shipment_id>/", shipments.shipment, name="shipment"),
    path("shipments/<uuid:shipment_id>/booked/", shipment_steps.book, name="book-shipment"),
    path("shipments/<uuid:shipment_id>/<slug:kind>/", shipment_steps.record, name="record-step"),
    path("steps/<uuid:milestone_id>/take-back/", shipments.take_back, name="take-back-step"),
    path("shipments/<uuid:shipment_id>/papers/<slug:document>/", shipping_papers.paper, name="shipping-paper"),
    path("shipments/<uuid:shipment_id>/papers/<slug:document>/bring/", shipping_papers.bring, name="bring-paper"),
    path("shipments/<uuid:shipment_id>/papers/<slug:document>.pdf", shipping_papers.printed, name="printed-paper"),
    path("shipping-papers/<uuid:paper_id>/file/", shipping_papers.file, name="shipping-paper-file"),
    path("shipping-papers/<uuid:paper_id>/take-back/", shipping_papers.take_back, name="take-back-paper"),
    path("papers/", requirements.requirements, name="requirements"),
    path("papers/new/", requirements.new_requirement, name="new-requirement"),
    path("papers/<slug:key>/", requirements.requirement, name="requirement"),
    path("papers/<slug:key>/verify/", requirements.verify_requirement, name="verify-requirement"),
]
