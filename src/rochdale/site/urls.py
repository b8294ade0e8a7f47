"""Addresses of the public pages."""

from django.urls import path

from rochdale.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("how/<slug:rule>/", views.how_rule, name="how-rule"),
]
