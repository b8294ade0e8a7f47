"""Addresses of this context."""

from django.urls import path
from django.views.i18n import set_language

from rochdale.ui import views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/pictures/", views.pictures, name="pictures"),
    path("language/", set_language, name="language"),
    path("light/", views.choose_light, name="light"),
    path("offline/", views.no_line, name="offline"),
    path("sw.js", views.worker, name="worker"),
]
