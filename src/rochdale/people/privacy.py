"""What this context, and the sign-in library, keep of people: their part of the privacy register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, classify, internal, kept_as_it_is, kind, named, of, public, told

kind(
    "people.names",
    title=_("Your name"),
    why=_("So that others know with whom they deal."),
    seen_by=_("Those who act for the same organization. It stands beside everything you do for one."),
    outlasts=_("A made-up name takes its place everywhere."),
)
kind(
    "people.contacts",
    title=_("E-mail, phone number and sign-in name"),
    why=_("So that you can sign in and be reached."),
    seen_by=_("You. The leaders of your organization, each time saying why; you see who looked."),
)
kind(
    "people.household",
    title=_("Sex, birth year and household"),
    why=_("So that an organization can tell how many women and young people it serves."),
    seen_by=_("You. The office of the organization that wrote you down."),
    level=Level.SENSITIVE,
)
kind(
    "people.ways-in",
    title=_("Password, PIN, second factor and codes"),
    why=_("So that nobody else gets in with your name."),
    seen_by=_("Nobody. Only what cannot be turned back is kept."),
    level=Level.SECRET,
    outlasts=_("Codes on old slips stay as fingerprints that open nothing."),
)
kind(
    "people.sign-ins",
    title=_("When and from which device you signed in"),
    why=_("So that you notice when somebody else does."),
    seen_by=_("You alone."),
)
kind(
    "people.officers",
    title=_("Who holds which office"),
    why=_("So that everybody knows who may act for an organization."),
    seen_by=_("Those who act for the organization, and those with whom it shares this."),
    outlasts=_("That an office was held stays, with a made-up name."),
    shared_says=_("Who holds which office in your organization now, and since when. No phone number, no e-mail."),
    may_be_public=True,
)
kind(
    "people.invitations",
    title=_("Invitations and slips"),
    why=_("So that it is known who let whom in."),
    seen_by=_("The leaders of the organization."),
    kept="people.invitations",
)
kind(
    "people.devices",
    title=_("Phones and tablets of the organization"),
    why=_("So that a lost one can be struck off."),
    seen_by=_("The leaders of the organization."),
    outlasts=_("The device stays the organization's."),
)
kind(
    "people.sharings",
    title=_("Who shared what with whom"),
    why=_("So that a consent can be shown and taken back."),
    seen_by=_("Those who act for either organization."),
    outlasts=_("The consent stays, with a made-up name."),
)
kind(
    "people.requests-to-erase",
    title=_("A signed request to be erased"),
    why=_("So that no officer erases a member at will."),
    seen_by=_("The leaders of the organization."),
    kept="people.requests-to-erase",
    outlasts=_("The signed paper stays as it is."),
)

_ID = "joins rows; says nothing by itself"
_WHEN = "tells from when to when"

classify(
    "people.Person",
    internal(_ID, "id"),
    of("people.names", "name"),
    of("people.contacts", "email", "phone", "sign_in_name"),
    of("people.household", "sex", "birth_year", "household"),
    of("people.ways-in", "password"),
    of("people.sign-ins", "last_login"),
    internal("settles which words are shown", "language"),
    internal("whether the account is open, or invented for the demo", "is_active", "is_example", "persona_says", "erased_at"),
)
classify("people.Household", internal(_ID, "id"), of("people.household", "name", "place"))
classify(
    "people.Organization",
    internal(_ID, "id"),
    public("an organization is no person", "kind", "name", "country", "place", "language", "is_example"),
)
classify("people.Affiliation", internal(_ID, "id"), public("who belongs to which union", "member", "union", "since_on", "until_on"))
classify("people.Office", internal(_ID, "id"), kept_as_it_is("people.officers", "person", "organization", "office", "since_at", "until_at"))
classify(
    "people.Delegation",
    internal(_ID, "id"),
    kept_as_it_is("people.officers", "office", "deputy", "since_at", "until_at"),
    told("people.officers", "reason"),
    ties=("id", "deputy"),
)
classify(
    "people.Device",
    internal(_ID, "id", "organization"),
    told("people.devices", "name"),
    internal("what it is", "kind", "is_shared"),
    kept_as_it_is("people.ways-in", "secret_sha256"),
    kept_as_it_is("people.devices", "enrolled_by"),
    internal(_WHEN, "enrolled_at", "seen_at", "struck_off_at", "struck_off_because"),
    ties=("id", "enrolled_by"),
)
classify(
    "people.Enrolment",
    internal(_ID, "id", "organization", "device"),
    told("people.devices", "name"),
    internal("what it is", "kind", "is_shared"),
    kept_as_it_is("people.ways-in", "code_sha256"),
    kept_as_it_is("people.devices", "by"),
    internal(_WHEN, "at", "expires_at", "used_at"),
    ties=("id", "by"),
)
kind(
    "people.notices",
    title=_("Letters you got"),
    why=_("So that you can read in the app what was sent to you."),
    seen_by=_("You alone."),
)
classify(
    "people.Notice",
    internal(_ID, "id"),
    of("people.notices", "person", "subject", "text", "link"),
    internal(_WHEN, "at", "read_at"),
    ties=("person",),
)
classify("people.Pin", of("people.ways-in", "person", "hash", "set_at"))
classify(
    "people.Invitation",
    internal(_ID, "id", "organization", "by", "accepted_by"),
    told("people.invitations", "name"),
    internal("the offices that wait", "offices"),
    kept_as_it_is("people.ways-in", "code_sha256"),
    internal(_WHEN, "at", "expires_at", "accepted_at", "withdrawn_at"),
    ties=("id", "accepted_by"),
)
classify(
    "people.RecoverySlip",
    internal(_ID, "id", "organization", "person"),
    kept_as_it_is("people.ways-in", "code_sha256"),
    internal(_WHEN, "at", "printed_at", "expires_at", "used_at", "withdrawn_at"),
)
classify("people.SlipConsent", internal(_ID, "id", "slip", "by", "organization"), internal(_WHEN, "at"))
classify(
    "people.Sharing",
    internal(_ID, "id", "organization", "with_organization", "given_by_id", "taken_back_by_id"),
    internal("what is shared", "what"),
    told("people.sharings", "purpose"),
    internal(_WHEN, "since_at", "until_at"),
    named("people.sharings", given_by_name="given_by_id", taken_back_by_name="taken_back_by_id"),
    ties=("given_by_id", "taken_back_by_id"),
)
classify("account.EmailAddress", of("people.contacts", "id", "user", "email", "verified", "primary"))
classify("account.EmailConfirmation", of("people.ways-in", "id", "email_address", "created", "sent", "key"))
classify("mfa.Authenticator", of("people.ways-in", "id", "user", "type", "data", "created_at", "last_used_at"))
classify(
    "usersessions.UserSession",
    of("people.sign-ins", "id", "user", "created_at", "ip", "last_seen_at", "user_agent", "data"),
    of("people.ways-in", "session_key"),
)
