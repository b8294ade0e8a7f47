"""Every change of persons, organizations, offices and affiliations: one function per thing a person can do."""

from rochdale.people.operations.offices import affiliate, appoint, end_affiliation, end_office
from rochdale.people.operations.persons import (
    change_contacts,
    choose_language,
    correct_name,
    register_household,
    register_organization,
    register_person,
    sign_up,
)

__all__ = [
    "affiliate",
    "appoint",
    "change_contacts",
    "choose_language",
    "correct_name",
    "end_affiliation",
    "end_office",
    "register_household",
    "register_organization",
    "register_person",
    "sign_up",
]
