"""Addresses of those who apply."""

from django.urls import path

from rochdale.registry.views import applications, attendance, dossier_papers, reservations, scans

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
    path("applications/<uuid:dossier_id>/scans/", scans.add, name="scans"),
    path("applications/scans/<uuid:scan_id>/", scans.show, name="scan"),
    path("applications/scans/<uuid:scan_id>/out/", scans.take_out, name="scan-out"),
    path("applications/<uuid:dossier_id>/keep-name/", reservations.ask, name="name-ask"),
    path("applications/names/<uuid:reservation_id>/give-up/", reservations.give_up, name="name-give-up"),
    path("applications/<uuid:dossier_id>/official/", attendance.ask, name="official-ask"),
    path("applications/official/<uuid:attendance_id>/cancel/", attendance.cancel, name="official-cancel"),
    path("applications/<uuid:dossier_id>/<slug:part>/", applications.part, name="application-part"),
]
