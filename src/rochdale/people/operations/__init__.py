"""Every change of persons, organizations, offices and affiliations: one function per thing a person can do."""

from rochdale.people.operations.entering import (
    accept_invitation,
    ask_for_slip,
    consent_to_slip,
    invite,
    print_slip,
    print_slip_of_the_installation,
    use_slip,
    withdraw_first_invitation,
    withdraw_invitation,
    withdraw_slip,
)
from rochdale.people.operations.factors import end_own_sessions, make_code_card, note_second_factor
from rochdale.people.operations.notices import keep_notice, read_notices
from rochdale.people.operations.offices import (
    affiliate,
    appoint,
    delegate_office,
    end_affiliation,
    end_delegation,
    end_office,
)
from rochdale.people.operations.persons import (
    change_contacts,
    choose_language,
    correct_name,
    correct_person,
    register_household,
    register_organization,
    register_person,
    sign_up,
    take_sign_in_name,
)

__all__ = [
    "accept_invitation",
    "affiliate",
    "appoint",
    "ask_for_slip",
    "change_contacts",
    "choose_language",
    "consent_to_slip",
    "correct_name",
    "correct_person",
    "delegate_office",
    "end_affiliation",
    "end_delegation",
    "end_office",
    "end_own_sessions",
    "invite",
    "keep_notice",
    "make_code_card",
    "note_second_factor",
    "print_slip",
    "print_slip_of_the_installation",
    "read_notices",
    "register_household",
    "register_organization",
    "register_person",
    "sign_up",
    "take_sign_in_name",
    "use_slip",
    "withdraw_first_invitation",
    "withdraw_invitation",
    "withdraw_slip",
]
