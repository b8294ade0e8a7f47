"""Contracts and what follows them."""

from django.urls import path

from rochdale.trade.views import contracts, invoices, sales, settlements

urlpatterns = [
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/<uuid:contract_id>/", contracts.contract, name="contract"),
    path("contracts/<uuid:contract_id>/contract.pdf", contracts.contract_file, name="contract-file"),
    path("contracts/<uuid:contract_id>/roles/", sales.roles, name="roles"),
    path("contracts/<uuid:contract_id>/roles/new/", sales.propose_roles, name="propose-roles"),
    path("roles/<uuid:version_id>/yes/", sales.say_yes_to_roles, name="say-yes-to-roles"),
    path("roles/<uuid:version_id>/no/", sales.say_no_to_roles, name="say-no-to-roles"),
    path("contracts/<uuid:contract_id>/invoices/new/", invoices.new_invoice, name="new-invoice"),
    path("invoices/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/invoice.pdf", invoices.invoice_file, name="invoice-file"),
    path("invoices/<uuid:invoice_id>/invoice.xml", invoices.invoice_ubl, name="invoice-ubl"),
    path("invoices/<uuid:invoice_id>/payments/new/", invoices.record_payment, name="record-payment"),
    path("invoices/<uuid:invoice_id>/credit/", invoices.credit_note, name="credit-note"),
    path("payments/<uuid:payment_id>/take-back/", invoices.take_back_payment, name="take-back-payment"),
    path("contracts/<uuid:contract_id>/settlement/", settlements.settlement, name="settlement"),
    path("contracts/<uuid:contract_id>/settlement/new/", settlements.propose, name="propose-settlement"),
    path("contracts/<uuid:contract_id>/settlement.pdf", settlements.paper, name="settlement-file"),
    path("settlements/<uuid:proposal_id>/", settlements.proposal, name="settlement-proposal"),
    path("settlements/<uuid:proposal_id>/no/", settlements.refuse, name="refuse-settlement"),
]
