"""Addresses of standing: what one owes, what was brought, and the office's side of both."""

from django.urls import path

from rochdale.registry.views import endings, standing, standing_office, warnings

urlpatterns = [
    path("owed/", standing.owed, name="owed"),
    path("owed/<uuid:entity_id>/<slug:obligation>/<slug:period>/", standing.bring, name="bring"),
    path("submissions/<uuid:submission_id>/", standing.submission, name="submission"),
    path("submissions/<uuid:submission_id>/papers/<int:place>/", standing.paper, name="submission-paper"),
    path("submissions/<uuid:submission_id>/ask/", standing_office.ask, name="submission-ask"),
    path("submissions/<uuid:submission_id>/accept/", standing_office.accept, name="submission-accept"),
    path("end/<uuid:entity_id>/<slug:kind>/", endings.act, name="end-act"),
    path("office/overdue/", standing_office.overdue, name="overdue"),
    path("office/brought/", standing_office.brought, name="brought"),
    path("office/entities/<uuid:entity_id>/", standing_office.entity, name="entity-office"),
    path("office/entities/<uuid:entity_id>/who-acts/", standing_office.acts_for, name="who-acts"),
    path("office/entities/<uuid:entity_id>/time/<slug:obligation>/<slug:period>/", standing_office.give_time, name="give-time"),
    path("office/entities/<uuid:entity_id>/finding/", endings.find, name="find"),
    path("office/findings/<uuid:finding_id>/end/", endings.end_finding, name="end-finding"),
    path("office/entities/<uuid:entity_id>/hold-off/", endings.hold_off, name="hold-off"),
    path("office/stays/<uuid:stay_id>/end/", endings.end_stay, name="end-stay"),
    path("office/warnings/", warnings.warnings, name="warnings"),
    path("office/warnings/open/<slug:ground>/", warnings.open_batch, name="open-batch"),
    path("office/warnings/<uuid:batch_id>/", warnings.batch, name="warning-batch"),
    path("office/warnings/<uuid:batch_id>/letters/<int:level>.pdf", warnings.letters, name="warning-letters"),
    path("office/warnings/<uuid:batch_id>/send/<int:level>/", warnings.send, name="warning-send"),
    path("office/warnings/entries/<uuid:entry_id>/returned/", warnings.returned, name="warning-returned"),
]
