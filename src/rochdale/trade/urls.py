"""Addresses of this context."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
