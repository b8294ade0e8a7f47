"""Addresses of standing: what one owes, what was brought, and the office's side of both."""

from django.urls import path

from rochdale.registry.views import standing, standing_office

urlpatterns = [
    path("owed/", standing.owed, name="owed"),
    path("owed/<uuid:entity_id>/<slug:obligation>/<slug:period>/", standing.bring, name="bring"),
    path("submissions/<uuid:submission_id>/", standing.submission, name="submission"),
    path("submissions/<uuid:submission_id>/papers/<int:place>/", standing.paper, name="submission-paper"),
    path("submissions/<uuid:submission_id>/ask/", standing_office.ask, name="submission-ask"),
    path("submissions/<uuid:submission_id>/accept/", standing_office.accept, name="submission-accept"),
    path("office/overdue/", standing_office.overdue, name="overdue"),
    path("office/brought/", standing_office.brought, name="brought"),
    path("office/entities/<uuid:entity_id>/", standing_office.entity, name="entity-office"),
    path("office/entities/<uuid:entity_id>/who-acts/", standing_office.acts_for, name="who-acts"),
    path("office/entities/<uuid:entity_id>/time/<slug:obligation>/<slug:period>/", standing_office.give_time, name="give-time"),
]
