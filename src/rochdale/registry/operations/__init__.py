"""Every change of the register."""

from rochdale.registry.operations.certificates import issue_certificate, withdraw_key
from rochdale.registry.operations.corrections import correct_filing
from rochdale.registry.operations.decisions import approve_dossier, ask_for_changes, refuse_dossier, settle, take_up, transfer_dossier
from rochdale.registry.operations.dossiers import answer_part, answer_refusal, begin_dossier, give_up, hand_in, key_dossier
from rochdale.registry.operations.law import give_out
from rochdale.registry.operations.offices import allot_numbers, set_up_office, void_number
from rochdale.registry.operations.registers import bring_rows

__all__ = [
    "allot_numbers",
    "answer_part",
    "answer_refusal",
    "approve_dossier",
    "ask_for_changes",
    "begin_dossier",
    "bring_rows",
    "correct_filing",
    "give_out",
    "give_up",
    "hand_in",
    "issue_certificate",
    "key_dossier",
    "refuse_dossier",
    "set_up_office",
    "settle",
    "take_up",
    "transfer_dossier",
    "void_number",
    "withdraw_key",
]
