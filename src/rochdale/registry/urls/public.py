"""Addresses that everybody may open: the register itself."""

from django.urls import URLPattern, path

from rochdale.registry.views import public

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("<uuid:entity_id>/", public.entity, name="entity"),
]
