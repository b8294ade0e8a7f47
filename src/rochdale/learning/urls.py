"""Addresses of the learning context."""

from django.urls import path

from rochdale.learning import views

app_name = "learning"
urlpatterns = [
    path("", views.programme, name="programme"),
    path("runs/", views.sent, name="sent"),
    path("runs/<uuid:draft_id>/<slug:page>/", views.draft, name="draft"),
    path("groups/", views.find_group, name="find-group"),
    path("groups/<str:key>/", views.group, name="group"),
    path("groups/<str:key>/promises/<uuid:promise_id>/", views.look_after, name="look-after"),
    path("<slug:pack>/", views.stage, name="stage"),
    path("<slug:pack>/files/<slug:kind>/", views.taken, name="taken"),
    path("<slug:pack>/<slug:module>/", views.module, name="module"),
    path("<slug:pack>/<slug:module>/run/", views.run, name="run"),
    path("<slug:pack>/<slug:module>/guide.pdf", views.printed_guide, name="guide"),
    path("<slug:pack>/<slug:module>/paper/", views.from_paper, name="paper"),
    path("<slug:pack>/<slug:module>/<slug:activity>/", views.activity, name="activity"),
]
