"""Addresses of the public pages."""

from django.urls import path

from rochdale.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("how/<slug:rule>/", views.how_rule, name="how-rule"),
    path("who-runs-this/", views.who_runs_this, name="who-runs-this"),
    path("health/", views.health, name="health"),
    path("metrics/", views.metrics, name="metrics"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
