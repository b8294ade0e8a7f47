"""Addresses of what may have been registered twice."""

from django.urls import path

from rochdale.registry.views import twice

urlpatterns = [
    path("office/twice/", twice.pairs, name="twice"),
    path("office/twice/<uuid:first_id>/<uuid:second_id>/", twice.pair, name="twice-pair"),
    path("office/twice/<uuid:first_id>/<uuid:second_id>/back/", twice.take_back, name="twice-back"),
]
