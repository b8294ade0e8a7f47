"""Addresses of this context."""

from rochdale.registry.urls import applications, law, office, public, standing

app_name = "registry"

urlpatterns = [*public.urlpatterns, *law.urlpatterns, *applications.urlpatterns, *office.urlpatterns, *standing.urlpatterns]
