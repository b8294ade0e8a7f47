"""Addresses of a register office."""

from django.urls import path

from rochdale.registry.views import attendance, bringing, corrections, office, offices, reservations

urlpatterns = [
    path("office/", office.inbox, name="inbox"),
    path("office/bring/", bringing.bring, name="bring-register"),
    path("office/key/", office.key, name="key"),
    path("office/numbers/", office.numbers, name="numbers"),
    path("office/offices/", offices.offices, name="offices"),
    path("office/offices/new/", offices.set_up, name="office-new"),
    path("office/offices/<uuid:office_id>/", offices.office, name="office"),
    path("office/offices/<uuid:office_id>/close/", offices.close, name="office-close"),
    path("office/offices/<uuid:office_id>/name/", offices.name_role, name="role-new"),
    path("office/roles/<uuid:role_id>/end/", offices.end_role, name="role-end"),
    path("office/assemblies/", attendance.assemblies, name="assemblies"),
    path("office/assemblies/<uuid:attendance_id>/", attendance.book, name="official-book"),
    path("office/names/", reservations.names, name="names-kept"),
    path("office/names/<uuid:reservation_id>/", reservations.decide, name="name-decide"),
    path("office/filings/<uuid:filing_id>/correct/", corrections.correct, name="correct"),
    path("office/<uuid:dossier_id>/", office.review, name="review"),
    path("office/<uuid:dossier_id>/take-up/", office.take_up, name="take-up"),
    path("office/<uuid:dossier_id>/settle/", office.settle, name="settle"),
    path("office/<uuid:dossier_id>/propose/", office.propose, name="propose"),
    path("office/<uuid:dossier_id>/ask/", office.ask, name="ask"),
    path("office/<uuid:dossier_id>/refuse/", office.refuse, name="refuse"),
    path("office/<uuid:dossier_id>/approve/", office.approve, name="approve"),
    path("office/<uuid:dossier_id>/lapse/", office.lapse, name="lapse"),
    path("office/<uuid:dossier_id>/transfer/", office.transfer, name="transfer"),
]
