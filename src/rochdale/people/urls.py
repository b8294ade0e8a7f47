"""Addresses of this context. Of the sign-in library only the pages are here whose templates are ours."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from rochdale.people import views

_own = [
    path("me/", views.me, name="me"),
    path("me/name/", views.name, name="name"),
    path("me/language/", views.choose_language, name="language"),
    path("me/organization/", views.act_for, name="act-for"),
    path("me/contacts/", views.contacts, name="contacts"),
    path("organizations/<uuid:organization_id>/people/", views.officers, name="officers"),
    path("offices/<uuid:office_id>/end/", views.end_office, name="end-office"),
]
if settings.IS_DEMO:
    _own += [path("demo/", views.demo, name="demo"), path("demo/<uuid:person_id>/", views.become, name="become")]

_account = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", account.signup, name="account_signup"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    re_path(r"^account/email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/first/", account.password_set, name="account_set_password"),
    path("account/password/forgotten/", account.password_reset, name="account_reset_password"),
    path("account/password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((_own, "people"))), *_account]
