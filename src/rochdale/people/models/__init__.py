"""Tables of people: persons and households, organizations and their unions, offices in time, ways in, devices, and what is shared."""

from rochdale.people.models.devices import Device, DeviceKind, Enrolment, Pin
from rochdale.people.models.entering import Invitation, RecoverySlip, SlipConsent
from rochdale.people.models.notices import Notice
from rochdale.people.models.organizations import Affiliation, Delegation, Office, Organization
from rochdale.people.models.persons import Household, OptionalEmailField, Person
from rochdale.people.models.privacy import Sharing

__all__ = [
    "Affiliation",
    "Delegation",
    "Device",
    "DeviceKind",
    "Enrolment",
    "Household",
    "Invitation",
    "Notice",
    "Office",
    "OptionalEmailField",
    "Organization",
    "Person",
    "Pin",
    "RecoverySlip",
    "Sharing",
    "SlipConsent",
]
