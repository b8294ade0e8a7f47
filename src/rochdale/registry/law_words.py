"""Names of what rule packs write as codes: forms, papers, items, organs, acts, duties, grounds, grades, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.refusal import Refusal

Text = str | Promise

FORMS: Mapping[str, Text] = {
    "SCOOPS": _("Simplified cooperative (SCOOPS)"),
    "COOP-CA": _("Cooperative with a board of directors (COOP-CA)"),
    "UNION": _("Union of cooperatives"),
    "FEDERATION": _("Federation of cooperatives"),
    "CONFEDERATION": _("Confederation of cooperatives"),
    "COOP": _("Cooperative"),
    "GIC": _("Common initiative group (GIC)"),
    "SCU": _("Savings and credit union"),
}
DOCUMENTS: Mapping[str, Text] = {
    "APPLICATION": _("Written application"),
    "STATUTES": _("Statutes"),
    "MINUTES_CONSTITUTIVE": _("Minutes of the founding assembly"),
    "MEMBER_REGISTER": _("Register of members"),
    "MEMBER_LIST": _("List of members"),
    "FOUNDERS_LIST": _("List of founders"),
    "OFFICERS_LIST": _("List of officers"),
    "OFFICERS_LIST_WITH_CRIMINAL_RECORD": _("List of officers, with their criminal record extracts"),
    "ID_COPIES_ALL_MEMBERS": _("Copies of the identity papers of all members"),
    "LOCATION_PLAN": _("Plan of where the seat lies"),
    "SUBSCRIPTION_FORMS": _("Signed share subscriptions"),
    "ELECTED_BODIES": _("List of those elected"),
    "ATTENDANCE_LIST": _("Attendance list of the founding assembly"),
    "ICAT_OR_NGO_FOLLOWUP_CERTIFICATE": _("Certificate of support by ICAT or an organization that accompanies the group"),
    "BANK_PROOF_OF_SHARES": _("Proof of the bank that shares are paid"),
    "LICENCE": _("Licence"),
}
ITEMS: Mapping[str, Text] = {
    "legal_form": _("the legal form"),
    "name_and_acronym": _("name and acronym"),
    "object": _("the object"),
    "seat": _("the seat"),
    "duration": _("the duration"),
    "common_bond": _("the common bond"),
    "founders": _("who the founders are"),
    "number_of_officers_and_supervisors": _("how many officers and supervisors there are"),
    "terms_of_office": _("how long they are in office"),
    "max_share_pct_per_member": _("the largest share of the capital a member may hold"),
    "cooperative_principles": _("that cooperative principles are kept"),
    "contributors_and_contributions": _("who brings what into the capital"),
}
BODIES: Mapping[str, Text] = {
    "BOARD": _("Committee"),
    "AG": _("General assembly"),
    "CA": _("Board of directors"),
    "COMITE_GESTION": _("Management committee"),
    "COMMISSION_SURVEILLANCE": _("Supervisory commission"),
    "CONSEIL_SURVEILLANCE": _("Supervisory board"),
    "COMITE_SURVEILLANCE": _("Supervisory committee"),
    "COMMISSAIRE_COMPTES": _("Statutory auditor"),
    "CONTROLE_EXTERNE": _("External auditor"),
}
PROCEDURES: Mapping[str, Text] = {
    "REGISTER": _("Registering"),
    "AMEND": _("Changing the statutes"),
    "CONVERT": _("Changing the form"),
    "MERGE_DIVIDE": _("Merging or dividing"),
}
REQUIREMENTS: Mapping[str, Text] = {
    "equity_gte_share_capital": _("equity is at least the share capital"),
    "two_approved_balance_sheets": _("two balance sheets are approved"),
    "expert_or_apex_report": _("an expert or the union has reported"),
    "EGM": _("an extraordinary assembly has decided"),
    "compliance_declaration": _("a declaration of compliance is signed"),
    "statutory_assembly": _("an assembly was convened for this purpose"),
    "written": _("the transfer is in writing"),
    "only_within_common_bond": _("who receives the share has the common bond"),
    "lodge_original_at_seat": _("the original is lodged at the seat"),
}
OBLIGATIONS: Mapping[str, Text] = {
    "AGM": _("Ordinary general assembly"),
    "ANNUAL_FILE": _("Annual accounts and report"),
}
EVENTS: Mapping[str, Text] = {
    "fiscal_year_end": _("the end of the financial year"),
    "calendar_year_end": _("the end of the calendar year"),
    "agm": _("the general assembly"),
    "registration": _("registration"),
}
CONTENTS: Mapping[str, Text] = {
    "balance_sheet": _("balance sheet"),
    "income_statement": _("income statement"),
    "resources_uses": _("statement of resources and uses"),
    "notes": _("notes to the accounts"),
    "management_report": _("management report"),
    "member_promotion_statement": _("statement on the promotion of members"),
    "guarantees": _("list of guarantees given"),
}
RECEIVERS: Mapping[str, Text] = {"RSC": _("the register"), "apex": _("the union or federation")}
GROUNDS: Mapping[str, Text] = {
    "NOT_STARTED": _("it has never begun to work"),
    "INACTIVE": _("it has stopped working"),
    "NO_AGM": _("no general assembly was held"),
    "NO_FILING": _("accounts were not filed"),
    "NO_ORGAN": _("an organ that must be there is missing"),
    "NOT_COOPERATIVE": _("it is no cooperative in fact"),
}
EFFECTS: Mapping[str, Text] = {
    "deemed_registered": _("silence counts as registration"),
    "deemed_refused": _("silence counts as a refusal"),
    "consent": _("silence counts as consent"),
    "none_known": _("nobody knows what silence means"),
}
GRADES: Mapping[str, Text] = {
    "verified": _("read in the law"),
    "reported": _("reported by others; the law was not read"),
    "brief": _("told to us without a source"),
    "memory": _("from memory; to be checked"),
    "unverified": _("not known"),
}
LAWS: Mapping[str, Text] = {
    "ohada-2010": _("Uniform Act of OHADA on cooperative societies (AUSCOOP), Lomé, 15 December 2010"),
    "cm-1992": _("Cameroon: Law 92/006 on cooperative societies and common initiative groups, with Decree 92/455/PM"),
    "la-2010": _("Lao PDR: Decree on Cooperatives 136/PM, 5 March 2010"),
}
AUTHORITIES: Mapping[str, Text] = {
    "RSC": _("Register of cooperatives"),
    "CM-REG-NAT": _("National register of cooperatives and common initiative groups"),
    "CM-REG-PROV": _("Regional service for cooperatives and common initiative groups"),
    "MOIC": _("Ministry of Industry and Commerce"),
    "PICD": _("Provincial department of industry and commerce"),
    "DICO": _("District office of industry and commerce"),
    "BOL": _("Bank of the Lao PDR"),
}
OFFICES: Mapping[str, Text] = {
    "CM": _("The departmental delegation of the ministry of agriculture (MINADER) registers; the regional service supervises"),
    "TG": _("DFDTOPA at the ministry of agriculture"),
}
"""As national additions name the office, by country."""
CLAIMS: Mapping[str, Text] = {
    "form.GIC.open_after_2013/closed": _("lawyers say that common initiative groups no longer exist"),
    "form.GIC.open_after_2013/open": _("the ministry (MINADER) says that it registers them again since 9 May 2016"),
}
"""By what a contradiction is about, and what each side says."""
STOPS: Mapping[str, Text] = {
    "REGISTER/2013-05-15": _("registrations were frozen; some offices went on issuing certificates to common initiative groups"),
}
_BY_FACT: Mapping[str, Mapping[str, Text]] = {
    "document": DOCUMENTS,
    "item": ITEMS,
    "body": BODIES,
    "procedure": PROCEDURES,
    "requirement": REQUIREMENTS,
    "obligation": OBLIGATIONS,
    "ground": GROUNDS,
    "effect": EFFECTS,
    "form": FORMS,
    "old": FORMS,
    "one": FORMS,
    "other": FORMS,
    "grade": GRADES,
}


def called(names: Mapping[str, Text], code: str, own: Mapping[str, str] | None = None) -> str:
    """The name in the reader's language: the pack's own, then ours, then the pack's in another language, then the code in words."""
    language = (get_language() or "en").partition("-")[0]
    if own and language in own:
        return own[language]
    if code in names:
        return str(names[code])
    return next(iter(own.values())) if own else code.replace("_", " ").lower()


def in_words(reason: Refusal) -> Refusal:
    """The reason of a verdict with names where codes stood: what is shown to people. Stored reasons keep their codes."""
    facts = {key: _named(key, value) for key, value in reason.facts.items()}
    claims = [str(text) for key, text in CLAIMS.items() if key.startswith(f"{facts.get('about')}/")]
    if claims:
        facts["claims"] = "; ".join(claims)
    if facts.get("stop") in STOPS:
        facts["text"] = str(STOPS[str(facts["stop"])])
    return Refusal(reason.code, facts)


def _named(key: str, value: object) -> object:
    names = _BY_FACT.get(key)
    return called(names, value) if names is not None and isinstance(value, str) and value in names else value
