"""Addresses of desks without a line."""

from django.urls import path

from rochdale.registry.views import desks

urlpatterns = [
    path("office/desks/", desks.desks, name="desks"),
    path("office/desks/new/", desks.set_up, name="desk-new"),
    path("office/desks/bring/", desks.bring, name="desk-bring"),
    path("office/desks/write/", desks.write, name="desk-write"),
    path("office/desks/<uuid:desk_id>/", desks.desk, name="desk"),
    path("office/desks/<uuid:desk_id>/file/", desks.give_file, name="desk-file"),
    path("office/desks/<uuid:desk_id>/close/", desks.close, name="desk-close"),
    path("office/desks/reports/<uuid:report_id>/", desks.report, name="desk-report"),
    path("office/desks/items/<uuid:item_id>/", desks.item, name="desk-item"),
]
