"""Every change of the register."""

from rochdale.registry.operations.certificates import issue_certificate, withdraw_key
from rochdale.registry.operations.corrections import correct_filing
from rochdale.registry.operations.decisions import approve_dossier, ask_for_changes, refuse_dossier, settle, take_up, transfer_dossier
from rochdale.registry.operations.dossiers import answer_part, answer_refusal, begin_dossier, give_up, hand_in, key_dossier
from rochdale.registry.operations.law import give_out
from rochdale.registry.operations.offices import allot_numbers, set_up_office, void_number
from rochdale.registry.operations.registers import bring_rows
from rochdale.registry.operations.standing import accept_papers, ask_for_papers, bring_papers, give_time, name_who_acts

__all__ = [
    "accept_papers",
    "allot_numbers",
    "answer_part",
    "answer_refusal",
    "approve_dossier",
    "ask_for_changes",
    "ask_for_papers",
    "begin_dossier",
    "bring_papers",
    "bring_rows",
    "correct_filing",
    "give_out",
    "give_time",
    "give_up",
    "hand_in",
    "issue_certificate",
    "key_dossier",
    "name_who_acts",
    "refuse_dossier",
    "set_up_office",
    "settle",
    "take_up",
    "transfer_dossier",
    "void_number",
    "withdraw_key",
]
