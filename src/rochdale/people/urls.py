"""Addresses of this context. Of the sign-in library only the pages are here whose templates are ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from rochdale.people import (
    device_views,
    entering_views,
    factor_views,
    notice_views,
    organization_views,
    privacy_urls,
    role_views,
    slip_views,
    union_views,
    views,
)
from rochdale.people.device_door import not_by_pin_alone, stays_with_device
from rochdale.people.rules.devices import WAYS_IN

_own = [
    path("me/", views.me, name="me"),
    path("me/notices/", notice_views.notices, name="notices"),
    path("me/notices/read/", notice_views.read, name="read-notices"),
    path("me/name/", views.name, name="name"),
    path("me/language/", views.choose_language, name="language"),
    path("me/organization/", stays_with_device(views.act_for), name="act-for"),
    path("me/contacts/", views.contacts, name="contacts"),
    path("organizations/", organization_views.organizations, name="organizations"),
    path("organizations/new/", organization_views.register_organization, name="register-organization"),
    path("organizations/<uuid:organization_id>/", organization_views.organization, name="organization"),
    path("organizations/<uuid:organization_id>/first-leader/", organization_views.first_leader, name="first-leader"),
    path(
        "organizations/<uuid:organization_id>/first-leader/<uuid:invitation_id>/slip/",
        organization_views.first_leader_slip,
        name="first-leader-slip",
    ),
    path(
        "organizations/<uuid:organization_id>/first-leader/<uuid:invitation_id>/withdraw/",
        organization_views.withdraw_first_leader,
        name="withdraw-first-leader",
    ),
    path("organizations/<uuid:organization_id>/affiliations/", union_views.affiliations, name="affiliations"),
    path("affiliations/<uuid:affiliation_id>/", union_views.affiliation, name="affiliation"),
    path("organizations/<uuid:organization_id>/people/", views.officers, name="officers"),
    path("offices/<uuid:office_id>/end/", views.end_office, name="end-office"),
    path("me/name-to-sign-in/", views.my_sign_in_name, name="my-sign-in-name"),
    path("me/sessions/", factor_views.sessions, name="sessions"),
    path("me/deputies/", role_views.deputies, name="deputies"),
    path("me/done/", role_views.done_in_my_name, name="done-in-my-name"),
    path("delegations/<uuid:delegation_id>/end/", role_views.end_delegation, name="end-delegation"),
    path("organizations/<uuid:organization_id>/offices/", role_views.offices_ever, name="offices-ever"),
    path("organizations/<uuid:organization_id>/invitations/", entering_views.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/slip/", entering_views.invitation_slip, name="invitation-slip"),
    path("invitations/<uuid:invitation_id>/withdraw/", entering_views.withdraw_invitation, name="withdraw-invitation"),
    path("invited/", entering_views.typed_code, name="typed-code"),
    path("invited/<str:code>/", entering_views.invited, name="invited"),
    path("organizations/<uuid:organization_id>/slips/", slip_views.slips, name="slips"),
    path("organizations/<uuid:organization_id>/slips/ask/", slip_views.ask_for_slip, name="ask-for-slip"),
    path("slips/<uuid:slip_id>/consent/", slip_views.consent_to_slip, name="consent-to-slip"),
    path("slips/<uuid:slip_id>/print/", slip_views.print_slip, name="print-slip"),
    path("slips/<uuid:slip_id>/withdraw/", slip_views.withdraw_slip, name="withdraw-slip"),
    path("in-again/", entering_views.get_in_again, name="get-in-again"),
    path("me/pin/", device_views.choose_pin, name="choose-pin"),
    path("me/pin/away/", device_views.take_pin_away, name="take-pin-away"),
    path("organizations/<uuid:organization_id>/devices/", device_views.devices, name="devices"),
    path("organizations/<uuid:organization_id>/devices/enrol/", device_views.enrol_device, name="enrol-device"),
    path("organizations/<uuid:organization_id>/devices/code/", device_views.code_for_device, name="code-for-device"),
    path("devices/<uuid:device_id>/strike-off/", device_views.strike_off_device, name="strike-off-device"),
    path("enrol/", device_views.enrol_by_code, name="enrol-by-code"),
    path("enrol/<str:code>/", device_views.enrol_by_code, name="enrol-by-code"),
    path("here/", device_views.here, name="here"),
    path("here/key/", device_views.device_key, name="device-key"),
    path("here/leave/", device_views.somebody_else, name="somebody-else"),
    path("here/<uuid:person_id>/", device_views.here_person, name="here-person"),
]
_own += privacy_urls.urlpatterns
if settings.IS_DEMO:
    _own += [path("demo/", views.demo, name="demo"), path("demo/<uuid:person_id>/", views.become, name="become")]

_account = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
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

_factors = [
    path("account/second/", factor_views.second_factor, name="mfa_index"),
    path("account/second/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second/app/", factor_views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/second/app/remove/", factor_views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/second/card/", factor_views.code_card, name="mfa_view_recovery_codes"),
    path("account/second/card/paper/", factor_views.code_card_paper, name="code-card-paper"),
]
if settings.HAS_PASSKEYS:
    _factors += [
        path("account/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
        path("account/passkeys/new/", factor_views.AddPasskey.as_view(), name="mfa_add_webauthn"),
        path("account/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
        path("account/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
        path("account/passkeys/<int:pk>/remove/", factor_views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
        path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    ]

for pattern in (*_own, *_account, *_factors):
    if pattern.name in WAYS_IN:
        pattern.callback = not_by_pin_alone(pattern.callback)

urlpatterns: list[URLPattern | URLResolver] = [path("", include((_own, "people"))), *_account, *_factors]
