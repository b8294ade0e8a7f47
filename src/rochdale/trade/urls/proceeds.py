"""What follows a settlement: growers are paid, premium is decided on and spent."""

from django.urls import path

from rochdale.trade.views import premium, proceeds, publications

urlpatterns = [
    path("contracts/<uuid:contract_id>/growers/pay/", proceeds.pay_growers, name="pay-growers"),
    path("contracts/<uuid:contract_id>/closing/", publications.closing, name="closing"),
    path("contracts/<uuid:contract_id>/closing/tell/", publications.tell, name="tell-figure"),
    path("contracts/<uuid:contract_id>/closing/publish/", publications.publish_report, name="publish-report"),
    path("contracts/<uuid:contract_id>/arrival/", publications.send_word, name="send-word"),
    path("contracts/<uuid:contract_id>/article/", publications.name_article, name="name-article"),
    path("publications/<uuid:publication_id>/", publications.publication, name="publication"),
    path("publications/<uuid:publication_id>/answer/", publications.answer, name="answer-publication"),
    path("publications/<uuid:publication_id>/picture.jpg", publications.picture, name="publication-picture"),
    path("publications/<uuid:publication_id>/report.pdf", publications.report_file, name="report-file"),
    path("shown/<str:code>/", publications.shown, name="shown"),
    path("premium/", premium.premium, name="premium"),
    path("premium/<slug:product>/<slug:currency>/", premium.ledger, name="premium-ledger"),
    path("premium/<slug:product>/<slug:currency>/board.pdf", premium.board, name="premium-board"),
    path("premium/<slug:product>/<slug:currency>/plan/", premium.plan, name="plan-premium"),
    path("premium-rules/<slug:product>/", premium.rule, name="premium-rule"),
    path("invoices/<uuid:invoice_id>/premium/", premium.record, name="record-premium"),
    path("premium-plans/<uuid:proposal_id>/", premium.proposal, name="premium-proposal"),
    path("premium-plans/<uuid:proposal_id>/no/", premium.refuse, name="refuse-premium"),
    path("premium-projects/<uuid:project_id>/spend/", premium.spend, name="spend-premium"),
    path("premium-entries/<uuid:entry_id>/take-back/", premium.take_back, name="take-back-premium"),
]
