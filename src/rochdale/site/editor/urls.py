"""Addresses of the editor."""

from django.urls import path

from rochdale.site.editor import views

app_name = "editor"
urlpatterns = [
    path("editor/", views.pieces, name="pieces"),
    path("editor/new/", views.begin, name="begin"),
    path("editor/replace/<slug:kind>/<slug:slug>/", views.replace, name="replace"),
    path("editor/<uuid:piece_id>/", views.piece, name="piece"),
    path("editor/<uuid:piece_id>/withdraw/", views.withdraw, name="withdraw"),
    path("editor/<uuid:piece_id>/versions/<int:number>/", views.version, name="version"),
    path("editor/<uuid:piece_id>/<slug:language>/", views.write, name="write"),
    path("editor/<uuid:piece_id>/<slug:language>/publish/", views.publish, name="publish"),
]
