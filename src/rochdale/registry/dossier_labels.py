"""What parts, states and moves of a dossier are called, and what a part still lacks."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.registry import law_words as words
from rochdale.registry.rules.dossiers import Move, State
from rochdale.registry.rules.pack import Form

Text = str | Promise

PARTS: Mapping[str, tuple[str, Text, Text]] = {
    "form": ("seal", _("What you want to be"), _("The legal form.")),
    "name": ("person", _("Your name"), _("And whether another is called so nearby.")),
    "seat": ("plot", _("Where you are"), _("The seat decides which office registers you.")),
    "purpose": ("leaf", _("What you do together"), _("The object, what binds you, for how long.")),
    "founders": ("people", _("Who founds it"), _("Names, shares, and how each one signs.")),
    "shares": ("coins", _("Shares"), _("What one share costs, how much one may hold.")),
    "officers": ("hand", _("Who is elected"), _("The people in each organ.")),
    "assembly": ("calendar", _("The founding assembly"), _("When, where, who led it, who wrote.")),
    "statutes": ("book", _("Your statutes"), _("Written from your answers. Read them aloud together.")),
    "papers": ("source", _("The papers"), _("What lies in the dossier.")),
    "parties": ("people", _("Who goes into whom"), _("Each cooperative, its members and its share capital.")),
    "apex": ("people", _("The union"), _("Which one, from when on, and who speaks for you there.")),
}
"""Icon, name and one line for each part of the guide."""
ASSEMBLY: tuple[Text, Text] = (_("The assembly"), _("When, where, who led it, who wrote."))
"""Title and line of the part of that name where nothing is founded."""
CHANGES: Mapping[str, Text] = {
    "CHANGE_OFFICERS": _("Others were elected"),
    "CHANGE_SEAT": _("We moved"),
    "AMEND_STATUTES": _("Name or statutes changed"),
    "CONVERT": _("We take another form"),
    "MERGE": _("We go into one with others"),
    "DIVIDE": _("We divide"),
    "AFFILIATE": _("We joined a union"),
    "LEAVE": _("We left a union"),
}
"""What an entity files between its registration and its end, by the kind in capitals."""
STATES: Mapping[State, tuple[str, Text]] = {
    State.DRAFT: ("draft", _("Being written")),
    State.SUBMITTED: ("wait", _("Handed in")),
    State.IN_REVIEW: ("wait", _("Being looked at")),
    State.CHANGES_REQUESTED: ("need", _("The office asks for something")),
    State.REGISTERED: ("good", _("Registered")),
    State.REFUSED: ("no", _("Refused")),
    State.WITHDRAWN: ("draft", _("Withdrawn")),
    State.ABANDONED: ("draft", _("Given up")),
    State.LAPSED: ("no", _("Lapsed")),
}
"""Look of the chip and word for each state."""
MOVES: Mapping[Move, tuple[str, Text]] = {
    Move.SUBMIT: ("hand", _("Handed in")),
    Move.ABANDON: ("no", _("Given up")),
    Move.WITHDRAW: ("no", _("Withdrawn")),
    Move.TAKE_UP: ("search", _("The office looks at it")),
    Move.PROPOSE: ("pencil", _("A decision is proposed")),
    Move.ASK_FOR_CHANGES: ("need", _("The office asks for something")),
    Move.ANSWER: ("hand", _("Answered")),
    Move.APPROVE: ("seal", _("Approved and registered")),
    Move.REFUSE: ("no", _("Refused")),
    Move.LAPSE: ("no", _("Lapsed")),
    Move.TRANSFER: ("truck", _("Sent to another office")),
}
ANSWERS: Mapping[str, Text] = {
    "form": _("the legal form"),
    "name": _("the name"),
    "code": _("the village"),
    "names": _("the seat"),
    "object": _("what you do together"),
    "common_bond": _("what binds you together"),
    "years": _("for how many years"),
    "rows": _("enough founders"),
    "sign": _("how each founder signs"),
    "delegates": _("how many delegates each member sends"),
    "adults": _("whether all are adults"),
    "people_only": _("whether all are people"),
    "same_object": _("whether all have the same object"),
    "value": _("what one share costs"),
    "currency": _("the currency"),
    "most_percent": _("the largest part one may hold"),
    "term_years": _("for how many years they are elected"),
    "on": _("the day"),
    "place": _("the place"),
    "present": _("how many came"),
    "chair": _("who led it"),
    "secretary": _("who wrote it down"),
    "official": _("whether an official attended"),
    "bar": _("whether anybody is shut out"),
    "read": _("that you have read them"),
    "acronym": _("the short name"),
    "village": _("village"),
    "shares": _("shares"),
    "paid": _("paid"),
    "role": _("office"),
    "body": _("organ"),
    "copies": _("copies"),
    "entity": _("which one"),
    "figures": _("members and share capital of each"),
    "decided_on": _("when each assembly decided"),
    "members": _("how many members"),
    "capital": _("the share capital"),
    "into": _("into which one"),
    "goes_on": _("whether it goes on itself"),
    "apex_saw": _("whether the union supervised it"),
    "sent": _("the delegates"),
    "elected_on": _("the day of the assembly that elected them"),
    "from_on": _("from when on"),
    "until_on": _("until when"),
    "number": _("number"),
}
"""Single answers, as they stand in a list of what is missing or what has changed."""
ROLES: Mapping[str, Text] = {
    "chair": _("chair"),
    "vice-chair": _("deputy chair"),
    "secretary": _("secretary"),
    "treasurer": _("treasurer"),
    "member": _("member"),
}
SIGNS: Mapping[str, Text] = {"signature": _("signs"), "thumbprint": _("thumbprint"), "not-yet": _("not yet")}


def label_of(part: str, kind: str) -> tuple[str, Text, Text]:
    """Icon, name and one line of a part. `kind`: of the filing."""
    icon, title, line = PARTS[part]
    return (icon, *ASSEMBLY) if part == "assembly" and kind != "register" else (icon, title, line)


def lacking(code: str, form: Form | None) -> str:
    """One thing that is missing, as founders.rows or papers.STATUTES."""
    part, _dot, key = code.partition(".")
    if part == "papers" and not key.startswith("requires-"):
        return words.called(words.DOCUMENTS, key)
    if part == "statutes" and key in words.ITEMS:
        return str(words.ITEMS[key])
    if key.startswith("requires-"):
        return words.called(words.REQUIREMENTS, key.removeprefix("requires-"))
    if key.startswith("body-"):
        body = next((one for one in form.bodies if one.code == key[5:]), None) if form else None
        return words.called(words.BODIES, key[5:], body.names if body else None)
    if code == "founders.rows" and form is not None and form.min_members.number:
        return gettext("%(count)s founders at least") % {"count": form.min_members.number}
    if code == "parties.rows":
        return gettext("who takes part")
    if code == "officers.rows":
        return gettext("who is elected")
    return str(ANSWERS.get(key, key))


def called_answer(path: str) -> str:
    """An answer by its dotted name, as founders.rows.Mali.paid: "Who founds it: Mali, paid"."""
    part, _dot, rest = path.partition(".")
    steps = [step for step in rest.split(".") if step and step != "rows"]
    names = [
        words.called(words.DOCUMENTS, step) if part == "papers" and step in words.DOCUMENTS else str(ANSWERS.get(step, step))
        for step in steps
    ]
    title = str(PARTS[part][1]) if part in PARTS else part
    told = ", ".join(names)
    return f"{title}: {told}" if told and told.casefold() != title.casefold() else title
