"""Addresses of the public pages."""

from django.urls import path

from rochdale.site import reading_views, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("updates/", reading_views.updates, name="updates"),
    path("updates/<slug:slug>/", reading_views.piece, {"kind": "update"}, name="update"),
    path("stories/", reading_views.stories, name="stories"),
    path("stories/<slug:slug>/", reading_views.piece, {"kind": "story"}, name="story"),
    path("resources/", reading_views.resources, name="resources"),
    path("resources/<slug:slug>/", reading_views.piece, {"kind": "resource"}, name="resource"),
    path("pages/<slug:slug>/", reading_views.piece, {"kind": "page"}, name="page"),
    path("pictures/<uuid:picture_id>.jpg", reading_views.picture, name="picture"),
    path("feeds/<slug:language>.atom", reading_views.feed, name="feed"),
    path("downloads/", reading_views.downloads, name="downloads"),
    path("search/", reading_views.search, name="search"),
    path("how/", views.how, name="how"),
    path("how/<slug:rule>/", views.how_rule, name="how-rule"),
    path("who-runs-this/", views.who_runs_this, name="who-runs-this"),
    path("health/", views.health, name="health"),
    path("metrics/", views.metrics, name="metrics"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
