"""What each refusal of this context says: what cannot be and why, the way on, and the rule."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_OFFICE_RULE = _("A right comes with an office. It begins and ends with it.")

_DEPUTY_RULE = _("A deputy acts in the officer's name, for a time, within the officer's term. Everything is written down.")
_CODE_RULE = _("A code opens once, and only in its time.")
_SLIP_RULE = _("Whoever holds the slip gets all powers of the person. So each organization in which the person has any must agree.")

WORDS = {
    "people.name-is-missing": Words(_("The name is missing."), _("Write the name as the person says it.")),
    "people.name-is-too-long": Words(_("The name has more than %(longest)s letters."), _("Write a shorter form of the name.")),
    "people.name-has-hidden-characters": Words(
        _("The name holds signs that cannot be seen."),
        _("Type the name again instead of pasting it."),
        _("A name is shown as it is stored."),
    ),
    "people.email-is-taken": Words(_("Somebody has this e-mail already."), _("Sign in with it, or give another one.")),
    "people.phone-is-taken": Words(_("Somebody has this phone number already."), _("Sign in with it, or give another one.")),
    "people.phone-is-not-international": Words(
        _("%(phone)s is not a full phone number."), _("Begin with + and the country, as in +856 20 5512 3456.")
    ),
    "people.email-is-not-an-address": Words(_("%(email)s is not an e-mail address."), _("Write it as name@place.org, or leave it empty.")),
    "people.birth-year-cannot-be": Words(_("Nobody here was born in %(birth_year)s."), _("Give a year from %(earliest)s to %(latest)s.")),
    "people.language-is-unknown": Words(_("Rochdale does not speak %(language)s yet."), _("Choose one of the languages shown.")),
    "people.country-is-unknown": Words(_("%(country)s is not a country code."), _("Use the two letters of the country, as LA or CM.")),
    "people.place-is-not-a-locode": Words(
        _("%(place)s is not a place code."),
        _("Use the five signs of the place, as LAPKZ."),
        _("Places are written with UN/LOCODE, which begins with the country."),
        "UN/LOCODE, UNECE Recommendation 16",
    ),
    "people.place-is-elsewhere": Words(
        _("%(place)s lies in another country: the code begins with %(there)s, not with %(country)s."),
        _("Choose the other country, or another place, or leave the place empty."),
        _("Places are written with UN/LOCODE, which begins with the country."),
        "UN/LOCODE, UNECE Recommendation 16",
    ),
    "people.kind-is-unknown": Words(_("There is no such kind of organization."), _("Choose one of the kinds shown.")),
    "people.persona-stays-as-it-is": Words(
        _("Invented people stay as they are."),
        _("Open an account of your own to try this."),
        _("Every visitor of the demo can become this person."),
    ),
    "people.corrects-the-own-name": Words(
        _("This person has signed in and corrects the own name."),
        _("Ask the person, or leave name, sex and year of birth as they are."),
        _("What is written of a person is the person's own as soon as there is an account."),
    ),
    "people.was-written-down-elsewhere": Words(
        _("This person was not written down by your organization."),
        _("Leave name, sex and year of birth as they are."),
        _("Whoever wrote somebody down corrects it."),
    ),
    "people.account-needs-a-contact": Words(
        _("An account needs an e-mail or a phone number."),
        _("Give one of the two."),
        _("You sign in with it."),
    ),
    "people.nobody-with-this-contact": Words(
        _("Nobody has an account with %(contact)s."), _("Check it, or ask the person to open an account first.")
    ),
    "people.office-is-unknown": Words(_("There is no such office."), _("Choose one of the offices shown.")),
    "people.person-is-inactive": Words(_("This account is closed."), _("Choose another person, or have the account opened again.")),
    "people.office-is-not-of-this-kind": Words(
        _("This office does not exist in this kind of organization."), _("Choose an office that exists there."), _OFFICE_RULE
    ),
    "people.term-ends-before-it-starts": Words(_("The end on %(until)s is not after the start on %(since)s."), _("Choose a later end.")),
    "people.office-is-already-held": Words(
        _("The person holds this office at that time already."),
        _("End the first term, or choose another time."),
        _("One person holds one office once at a time."),
    ),
    "people.organization-appoints-its-own": Words(
        _("This organization has somebody who leads it."),
        _("Ask the manager, chair or secretary there."),
        _("From outside, only the first leader is appointed. Then an organization appoints its own."),
        _("Cooperative principle 4: autonomy and independence"),
    ),
    "people.only-a-leader-comes-from-outside": Words(
        _("From outside, only a manager, chair or secretary is appointed."),
        _("Choose one of these. That person then appoints the others."),
        _("From outside, only the first leader is appointed. Then an organization appoints its own."),
        _("Cooperative principle 4: autonomy and independence"),
    ),
    "people.office-has-ended": Words(_("This office ended on %(until)s."), _("Nothing more is needed.")),
    "people.office-cannot-end-in-the-past": Words(
        _("An office cannot end in the past, on %(until)s."),
        _("End it now, or on a later day."),
        _("What was done in an office stays done."),
    ),
    "people.last-leader-stays": Words(
        _("This is the last one who leads the organization."),
        _("Appoint the next manager, chair or secretary first."),
        _("Somebody must always be able to appoint."),
    ),
    "people.only-a-union-has-members": Words(_("Only a union has member organizations."), _("Choose a union.")),
    "people.kind-cannot-join-a-union": Words(
        _("This kind of organization cannot join a union."), _("Choose a cooperative, a group or a union.")
    ),
    "people.union-cannot-belong-to-itself": Words(_("A union cannot belong to itself."), _("Choose another organization.")),
    "people.is-affiliated-already": Words(_("The organization belongs to this union already."), _("Nothing more is needed.")),
    "people.affiliation-has-ended": Words(_("This affiliation ended on %(until)s."), _("Nothing more is needed.")),
    "people.does-not-act-for": Words(_("You do not act for this organization now."), _("Choose one of those shown."), _OFFICE_RULE),
    "people.kind-is-set-up-by-the-installation": Words(
        _("Registrars and market operators are set up by whoever runs this installation."),
        _("Ask the one who runs it."),
        _("Bodies that watch others do not make each other."),
    ),
    "people.may-not-register-organizations": Words(
        _("Registering organizations is for registrars and market operators."), _("Ask one of them."), _OFFICE_RULE
    ),
    "people.may-not-register-persons": Words(
        _("Registering people is for the office of an organization."), _("Ask your manager or clerk."), _OFFICE_RULE
    ),
    "people.may-not-appoint": Words(
        _("Appointing is for the manager, chair or secretary."), _("Ask one of them in %(organization)s."), _OFFICE_RULE
    ),
    "people.may-not-read-audit-trail": Words(
        _("The record of who did what is read by the chair, the secretary and the manager."), _("Ask one of them to show it to you.")
    ),
    "people.may-not-see-officers": Words(
        _("The officers of another organization are not shown."), _("Ask that organization."), _OFFICE_RULE
    ),
    "people.may-not-admit-members": Words(
        _("Admitting members is for the union's manager, chair or secretary."), _("Ask one of them."), _OFFICE_RULE
    ),
    "people.may-not-let-in-again": Words(
        _("Letting people in again is for the manager, chair or secretary."), _("Ask one of them in %(organization)s."), _OFFICE_RULE
    ),
    "people.may-not-delegate": Words(_("Only the one who holds an office lends it."), _("Ask the officer."), _OFFICE_RULE),
    "people.may-not-end-delegation": Words(
        _("A delegation is ended by the officer, the deputy or a leader."), _("Ask one of them."), _OFFICE_RULE
    ),
    "people.lent-powers-are-not-lent-on": Words(
        _("You act in the name of %(name)s. Lent powers are not lent on."), _("Act in your own name, or ask %(name)s."), _DEPUTY_RULE
    ),
    "people.delegation-needs-an-end": Words(_("It ends before it begins."), _("Choose a later day."), _DEPUTY_RULE),
    "people.delegation-needs-a-reason": Words(_("Say why somebody acts for you."), _("One sentence is enough."), _DEPUTY_RULE),
    "people.delegation-is-over-already": Words(_("That day is over."), _("Choose today or a later day."), _DEPUTY_RULE),
    "people.delegation-is-too-long": Words(
        _("At most %(most_days)s days at a time."), _("Choose an earlier day, or hand the office over."), _DEPUTY_RULE
    ),
    "people.delegation-outlasts-the-office": Words(
        _("You do not hold the office all that time."), _("Choose a day within your term."), _DEPUTY_RULE
    ),
    "people.delegation-has-ended": Words(_("This ended on %(until)s."), _("Nothing more is needed.")),
    "people.membership-is-not-delegated": Words(
        _("Membership cannot be lent."), _("A member gives a proxy for one assembly instead."), _DEPUTY_RULE
    ),
    "people.nobody-is-the-own-deputy": Words(_("Nobody is the own deputy."), _("Choose somebody else."), _DEPUTY_RULE),
    "people.deputy-is-a-stranger": Words(
        _("A deputy holds an office in the same organization."), _("Appoint the person first, or choose another."), _DEPUTY_RULE
    ),
    "people.is-deputy-already": Words(
        _("This person acts for you then already."), _("Choose other days, or end the other one."), _DEPUTY_RULE
    ),
    "people.show-again": Words(
        _("This matters, and you showed who you are more than %(minutes)s minutes ago."),
        _("Open /account/again/ in the browser of this session, then send it again."),
    ),
    "people.has-a-contact-already": Words(_("You sign in with your e-mail, phone number or name already."), _("Nothing more is needed.")),
    "people.invitation-needs-an-office": Words(_("No office is chosen."), _("Choose at least one. A member is an office too.")),
    "people.code-does-not-open": Words(
        _("This code opens nothing. It may be too old."), _("Check each sign. If it stays so, ask for a new slip."), _CODE_RULE
    ),
    "people.code-was-used": Words(
        _("This code was used on %(on)s."), _("Was it not you? Tell your organization at once. Otherwise sign in."), _CODE_RULE
    ),
    "people.slip-waits-for-organizations": Words(
        _("The person holds offices elsewhere. Their word is missing: %(count)s."), _("Ask an officer there to stand up too."), _SLIP_RULE
    ),
    "people.slip-waits-for-a-second-officer": Words(
        _("The person holds an office that needs two officers together."), _("Ask a second officer to stand up too."), _SLIP_RULE
    ),
    "people.slip-waits-for-an-officer": Words(_("No officer has stood up for the person."), _("Ask one."), _SLIP_RULE),
    "people.nobody-lets-oneself-in": Words(_("Nobody stands up for oneself."), _("Ask another officer."), _SLIP_RULE),
    "people.person-is-of-others": Words(_("This person is of another organization."), _("Ask an officer there."), _SLIP_RULE),
    "people.consent-is-given-already": Words(_("You have stood up for this person already."), _("Wait for the others."), _SLIP_RULE),
    "people.only-in-demo": Words(
        _("Signing in with one tap is only for the demo."),
        _("Sign in with your e-mail or phone and password."),
        _("Invented people exist only in demo mode."),
    ),
}

register(WORDS)
