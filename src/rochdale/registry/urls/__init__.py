"""Addresses of this context."""

from rochdale.registry.urls import public

app_name = "registry"

urlpatterns = [*public.urlpatterns]
