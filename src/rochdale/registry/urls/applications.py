"""Addresses of those who apply."""

from django.urls import path

from rochdale.registry.views import applications, dossier_papers

urlpatterns = [
    path("applications/", applications.applications, name="applications"),
    path("applications/change/<uuid:entity_id>/", applications.change, name="change"),
    path("applications/begin/", applications.begin, name="begin"),
    path("applications/<uuid:dossier_id>/", applications.application, name="application"),
    path("applications/<uuid:dossier_id>/hand-in/", applications.hand_in, name="hand-in"),
    path("applications/<uuid:dossier_id>/rounds/", applications.rounds, name="rounds"),
    path("applications/<uuid:dossier_id>/give-up/", applications.give_up, name="give-up"),
    path("applications/<uuid:dossier_id>/answer/", applications.answer_refusal, name="answer-refusal"),
    path("applications/<uuid:dossier_id>/papers/<slug:paper>.pdf", dossier_papers.paper, name="dossier-paper"),
    path("applications/<uuid:dossier_id>/<slug:part>/", applications.part, name="application-part"),
]
