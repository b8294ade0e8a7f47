"""Addresses that everybody may open, the register and the check of certificates, and those at which certificates are issued."""

from django.urls import URLPattern, path

from rochdale.registry.views import certificates, extract, public

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("extract/", extract.take_away, name="extract"),
    path("extract.csv", extract.csv_file, name="extract-csv"),
    path("extract.jsonld", extract.json_ld_file, name="extract-jsonld"),
    path("verify/", certificates.verify, name="verify"),
    path("keys/", certificates.keys, name="keys"),
    path("keys.json", certificates.keys_file, name="keys-file"),
    path("certificates/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:certificate_id>/paper/<slug:language>/", certificates.paper, name="certificate-paper"),
    path("certificates/<uuid:certificate_id>/reprint/", certificates.reprint, name="reprint-certificate"),
    path("<uuid:entity_id>/", public.entity, name="entity"),
    path("<uuid:entity_id>/certificate/", certificates.issue, name="issue-certificate"),
]
