"""Addresses of privacy, sharing, erasing, leaving and opening balances."""

from django.urls import path

from rochdale.people import erasure_views, leaving_views, opening_views, privacy_views, sharing_views

urlpatterns = [
    path("privacy/", privacy_views.known, name="known"),
    path("me/data/", privacy_views.my_data, name="my-data"),
    path("me/data/take/", privacy_views.take_my_data, name="take-my-data"),
    path("me/data/erase/", erasure_views.erase_me, name="erase-me"),
    path("erased/", erasure_views.erased, name="erased"),
    path("organizations/<uuid:organization_id>/members/", privacy_views.members, name="members"),
    path("offices/<uuid:office_id>/contacts/", privacy_views.contacts_of, name="contacts-of"),
    path("organizations/<uuid:organization_id>/looks/", privacy_views.looks_at_us, name="looks"),
    path("organizations/<uuid:organization_id>/shared/<str:what>/", privacy_views.shared, name="shared"),
    path("organizations/<uuid:organization_id>/sharing/", sharing_views.sharings, name="sharings"),
    path("organizations/<uuid:organization_id>/sharing/new/", sharing_views.new_sharing, name="new-sharing"),
    path("sharing/<uuid:sharing_id>/end/", sharing_views.end_sharing, name="end-sharing"),
    path("organizations/<uuid:organization_id>/erasures/", erasure_views.erasures, name="erasures"),
    path("organizations/<uuid:organization_id>/erasures/<uuid:person_id>/", erasure_views.request_to_erase, name="request-to-erase"),
    path("organizations/<uuid:organization_id>/holds/<uuid:person_id>/", erasure_views.new_hold, name="new-hold"),
    path("erasures/<uuid:proposal_id>/", erasure_views.erasure, name="erasure"),
    path("erasures/<uuid:proposal_id>/refuse/", erasure_views.refuse_erasure, name="refuse-erasure"),
    path("holds/<uuid:hold_id>/lift/", erasure_views.end_hold, name="end-hold"),
    path("organizations/<uuid:organization_id>/leaving/", leaving_views.leaving, name="leaving"),
    path("exports/<uuid:job_id>/", leaving_views.export, name="export"),
    path("organizations/<uuid:organization_id>/old-books/", opening_views.old_books, name="old-books"),
    path("organizations/<uuid:organization_id>/old-books/<str:ledger>/", opening_views.bring, name="bring-old-books"),
    path("old-books/<str:ledger>/example.csv", opening_views.example, name="old-books-example"),
    path("old-books/<uuid:proposal_id>/", opening_views.old_book, name="old-book"),
    path("old-books/<uuid:proposal_id>/refuse/", opening_views.refuse_old_book, name="refuse-old-book"),
    path("old-books/<uuid:proposal_id>/sheet.pdf", opening_views.old_book_paper, name="old-book-paper"),
]
