"""What refusals about devices and PINs say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_LEADERS_RULE = _("Whoever holds an enrolled device and a PIN gets in. So leaders decide which devices are enrolled.")
_PIN_RULE = _("A PIN has few figures. It opens enrolled devices only, and no other way in.")

WORDS = {
    "people.may-not-enrol-devices": Words(
        _("Devices are enrolled by the manager, chair or secretary."), _("Ask one of them in %(organization)s."), _LEADERS_RULE
    ),
    "people.may-not-strike-off-devices": Words(
        _("Devices are struck off by the manager, chair or secretary."), _("Tell one of them in %(organization)s at once."), _LEADERS_RULE
    ),
    "people.device-name-is-too-long": Words(_("The name has more than %(longest)s letters."), _("Give the device a shorter name.")),
    "people.device-kind-is-unknown": Words(_("There is no such kind of device."), _("Choose one of those shown.")),
    "people.device-is-enrolled-already": Words(
        _("This device is enrolled already."),
        _("Have it struck off there first, then enrol it here."),
        _("A device belongs to one organization at a time."),
    ),
    "people.device-code-opens-nothing": Words(
        _("This code enrols nothing. It may be too old."),
        _("Check each sign. If it stays so, have a new code made."),
        _("A code enrols one device, within a quarter of an hour."),
    ),
    "people.device-is-struck-off": Words(_("This device was struck off on %(on)s."), _("Nothing more is needed.")),
    "people.striking-off-needs-a-reason": Words(_("No reason is given."), _("Say whether it is lost, broken or given away.")),
    "people.device-acts-for-its-own": Words(
        _("On this device you act for the organization it belongs to."),
        _("To act for another, sign in on your own device."),
        _PIN_RULE,
    ),
    "people.pin-has-another-length": Words(_("A PIN has %(shortest)s to %(longest)s figures."), _("Use figures only, without letters.")),
    "people.pin-is-the-birth-year": Words(_("Your birth year is in it. Others know it."), _("Choose other figures."), _PIN_RULE),
    "people.pin-is-easy-to-guess": Words(
        _("Many people would try this PIN first."), _("Use three different figures or more, in no order."), _PIN_RULE
    ),
    "people.pin-is-wrong": Words(_("This is not the PIN."), _("Try again.")),
    "people.pin-waits": Words(
        _("Too many wrong PINs. Wait %(minutes)s minutes."),
        _("Then try again, or sign in with the password."),
        _("After five wrong PINs a person waits on this device. Nobody else does."),
    ),
    "people.pin-is-not-enough": Words(_("A PIN is not enough for this."), _("Sign in with your password."), _PIN_RULE),
    "people.kept-work-needs-its-person": Words(
        _("This was kept for another person, or too long ago since the PIN."),
        _("Let the person who did it enter the PIN again."),
        _("What was done without a line is sent by the one who did it."),
    ),
    "people.kept-work-is-not-signed": Words(
        _("This was not kept by this device, or was changed since."),
        _("Save it to a file and write it anew."),
        _("What was done without a line is signed by the device."),
    ),
    "people.kept-piece-is-not-ours": Words(
        _("No device of this organization has signed this, or it was changed since."),
        _("Ask whose device it was. Write it anew from the paper receipt."),
        _("What was done without a line is signed by the device."),
    ),
    "people.kept-piece-has-no-office": Words(
        _("Whoever signed this held no office here at that moment."), _("Ask the one who weighed, and write it anew if it is right.")
    ),
    "people.kept-piece-has-no-page": Words(
        _("This was kept for a page that takes no files."), _("Let the one who did it enter the PIN on the device, with a line.")
    ),
}

register(WORDS)
