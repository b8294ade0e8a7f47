"""Addresses of the learning context."""

from django.urls import path

from rochdale.learning.views import groups

app_name = "learning"
urlpatterns = [
    path("", groups.programme, name="programme"),
    path("runs/", groups.sent, name="sent"),
    path("runs/<uuid:draft_id>/<slug:page>/", groups.draft, name="draft"),
    path("groups/", groups.find_group, name="find-group"),
    path("groups/<str:key>/", groups.group, name="group"),
    path("groups/<str:key>/promises/<uuid:promise_id>/", groups.look_after, name="look-after"),
    path("<slug:pack>/", groups.stage, name="stage"),
    path("<slug:pack>/files/<slug:kind>/", groups.taken, name="taken"),
    path("<slug:pack>/<slug:module>/", groups.module, name="module"),
    path("<slug:pack>/<slug:module>/run/", groups.run, name="run"),
    path("<slug:pack>/<slug:module>/guide.pdf", groups.printed_guide, name="guide"),
    path("<slug:pack>/<slug:module>/paper/", groups.from_paper, name="paper"),
    path("<slug:pack>/<slug:module>/<slug:activity>/", groups.activity, name="activity"),
]
