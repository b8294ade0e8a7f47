"""Addresses of this context."""

from rochdale.registry.urls import applications, books, desks, law, office, public, standing, twice

app_name = "registry"

urlpatterns = [
    *public.urlpatterns,
    *law.urlpatterns,
    *applications.urlpatterns,
    *office.urlpatterns,
    *desks.urlpatterns,
    *books.urlpatterns,
    *standing.urlpatterns,
    *twice.urlpatterns,
]
