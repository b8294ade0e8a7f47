"""Addresses of the laws: open to all, but for what was given out."""

from django.urls import path

from rochdale.registry.views import law

urlpatterns = [
    path("law/", law.laws, name="laws"),
    path("law/ask/", law.ask_law, name="ask-law"),
    path("law/terms/", law.count_term, name="count-term"),
    path("law/given/", law.given, name="given"),
    path("law/<slug:country>/<slug:pack>/<slug:form>/", law.law, name="law"),
    path("law/<slug:country>/<slug:pack>/<slug:form>/<slug:paper>.pdf", law.law_paper, name="law-paper"),
]
