"""Addresses of the learning context."""

from django.urls import path

from rochdale.learning.views import credentials, groups, printed

app_name = "learning"
urlpatterns = [
    path("", groups.programme, name="programme"),
    path("runs/", groups.sent, name="sent"),
    path("runs/<uuid:draft_id>/<slug:page>/", groups.draft, name="draft"),
    path("groups/", groups.find_group, name="find-group"),
    path("groups/<str:key>/", groups.group, name="group"),
    path("groups/<str:key>/promises/<uuid:promise_id>/", groups.look_after, name="look-after"),
    path("groups/<str:key>/certificates/", credentials.group_certificates, name="group-certificates"),
    path("groups/<str:key>/certificates/<str:code>/<slug:language>.pdf", credentials.group_paper, name="group-paper"),
    path("badges/", credentials.verify, name="verify-credential"),
    path("badges/<str:code>/", credentials.credential, name="credential"),
    path("badges/<str:code>/files/<slug:kind>/", credentials.credential_file, name="credential-file"),
    path("badges/<str:code>/paper/<slug:language>.pdf", credentials.credential_paper, name="credential-paper"),
    path("badges/<str:code>/revoke/", credentials.revoke, name="revoke-credential"),
    path("by/<str:code>/", credentials.issuer, name="issuer"),
    path("by/<str:code>/did.json", credentials.issuer_document, name="issuer-document"),
    path("by/<str:code>/status/", credentials.issuer_status, name="issuer-status"),
    path("<slug:pack>/", groups.stage, name="stage"),
    path("<slug:pack>/files/<slug:kind>/", groups.taken, name="taken"),
    path("<slug:pack>/<slug:kind>.pdf", printed.printed, name="printed-stage"),
    path("<slug:pack>/<slug:module>/", groups.module, name="module"),
    path("<slug:pack>/<slug:module>/run/", groups.run, name="run"),
    path("<slug:pack>/<slug:module>/guide.pdf", groups.printed_guide, name="guide"),
    path("<slug:pack>/<slug:module>/<slug:kind>.pdf", printed.printed, name="printed"),
    path("<slug:pack>/<slug:module>/paper/", groups.from_paper, name="paper"),
    path("<slug:pack>/<slug:module>/<slug:activity>/", groups.activity, name="activity"),
]
