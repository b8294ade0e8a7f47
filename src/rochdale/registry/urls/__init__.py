"""Addresses of this context."""

from rochdale.registry.urls import applications, office, public

app_name = "registry"

urlpatterns = [*public.urlpatterns, *applications.urlpatterns, *office.urlpatterns]
