"""Every change of the register."""

from rochdale.registry.operations.attendance import ask_for_official, book_official, cancel_official
from rochdale.registry.operations.books import close_page, compare_page, open_page, settle_line, write_line
from rochdale.registry.operations.certificates import issue_certificate, withdraw_key
from rochdale.registry.operations.changes import begin_change
from rochdale.registry.operations.corrections import correct_filing
from rochdale.registry.operations.decisions import (
    approve_dossier,
    ask_for_changes,
    lapse_dossier,
    propose,
    refuse_dossier,
    settle,
    take_up,
    transfer_dossier,
)
from rochdale.registry.operations.desk_reports import bring_item, keep_report, settle_item
from rochdale.registry.operations.desks import close_desk, give_desk_file, set_up_desk
from rochdale.registry.operations.dossiers import answer_part, answer_refusal, begin_dossier, give_up, hand_in, key_dossier
from rochdale.registry.operations.law import give_out
from rochdale.registry.operations.offices import allot_numbers, close_office, set_up_office, void_number
from rochdale.registry.operations.registers import bring_rows
from rochdale.registry.operations.reservations import ask_for_name, decide_name, give_up_name
from rochdale.registry.operations.scans import add_scans, take_scan_out
from rochdale.registry.operations.signing import end_role, name_role
from rochdale.registry.operations.standing import accept_papers, ask_for_papers, bring_act, bring_papers, give_time, name_who_acts
from rochdale.registry.operations.twice import keep_apart, merge, take_back_decision
from rochdale.registry.operations.warnings import (
    end_finding,
    end_stay,
    hold_off,
    note_returned,
    open_batch,
    record_finding,
    send_letters,
)

__all__ = [
    "accept_papers",
    "add_scans",
    "allot_numbers",
    "answer_part",
    "answer_refusal",
    "approve_dossier",
    "ask_for_changes",
    "ask_for_name",
    "ask_for_official",
    "ask_for_papers",
    "begin_change",
    "begin_dossier",
    "book_official",
    "bring_act",
    "bring_item",
    "bring_papers",
    "bring_rows",
    "cancel_official",
    "close_desk",
    "close_office",
    "close_page",
    "compare_page",
    "correct_filing",
    "decide_name",
    "end_finding",
    "end_role",
    "end_stay",
    "give_desk_file",
    "give_out",
    "give_time",
    "give_up",
    "give_up_name",
    "hand_in",
    "hold_off",
    "issue_certificate",
    "keep_apart",
    "keep_report",
    "key_dossier",
    "lapse_dossier",
    "merge",
    "name_role",
    "name_who_acts",
    "note_returned",
    "open_batch",
    "open_page",
    "propose",
    "record_finding",
    "refuse_dossier",
    "send_letters",
    "set_up_desk",
    "set_up_office",
    "settle",
    "settle_item",
    "settle_line",
    "take_back_decision",
    "take_scan_out",
    "take_up",
    "transfer_dossier",
    "void_number",
    "withdraw_key",
    "write_line",
]
