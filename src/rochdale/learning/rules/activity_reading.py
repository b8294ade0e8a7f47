"""The file of an activity: front matter in YAML, then a heading and a text for each step."""

from __future__ import annotations

import re

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.learning.rules.course import CASES, PRINCIPLES, Activity, Audience, Grouping, Sheet, Step, StepKind, Worksheet
from rochdale.learning.rules.taking import Taking
from rochdale.learning.rules.yaml_text import read_yaml

CASE = "[case]"
_HEADING = re.compile(r"^## +(\S.*)$", re.MULTILINE)
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|javascript:", re.IGNORECASE)
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")


def activity_of(text: str, file: str, faults: list[Refusal], notices: list[Refusal]) -> Activity | None:
    """None where the front matter cannot be read; else the activity as far as it goes, with what is wrong written into `faults`."""
    head, body, first = _halves(text)
    if head is None:
        faults.append(Refusal("learning.no-front-matter", {"file": file, "line": 1}))
        return None
    try:
        read = read_yaml(head, file, first_line=2)
    except Refused as refused:
        faults.extend(refused.refusals)
        return None
    taking = Taking(file, read, faults, notices)
    steps = _steps(taking, body, file, first)
    minutes = taking.minutes("minutes")
    if steps and minutes and len(steps) == len(taking.table["steps"]) and sum(step.minutes for step in steps) != minutes:
        taking.fault("learning.steps-do-not-add-up", "minutes", sum=sum(step.minutes for step in steps), minutes=minutes)
    made = Activity(
        id=taking.text("id"), language=taking.text("lang"), title=taking.text("title"), minutes=minutes,
        grouping=taking.one_of("group", Grouping) or Grouping.GROUP, principles=taking.some_of("principles", PRINCIPLES),
        objective=taking.text("objective"), product=taking.text("product"), materials=taking.texts("materials"), steps=steps,
        worksheet=_worksheet(taking), key=taking.text("key"), plan=taking.text("plan"),
        audience=taking.one_of("audience", Audience) or Audience.LEARNER, is_sensitive=taking.yes("sensitive"),
        cases=_cases(taking, body), picture=taking.text("picture", optional=True),
    )  # fmt: skip
    licence_of(taking)
    taking.note_unknown()
    return made


def _halves(text: str) -> tuple[str | None, str, int]:
    """Front matter, body, and the line on which the body begins."""
    if not text.startswith("---\n"):
        return None, text, 1
    head, stroke, body = text[4:].partition("\n---\n")
    return (f"{head}\n", body, head.count("\n") + 4) if stroke else (None, text, 1)


def _steps(taking: Taking, body: str, file: str, first: int) -> tuple[Step, ...]:
    headings = list(_HEADING.finditer(body))
    rows = taking.rows("steps")
    if rows and len(headings) != len(rows):
        taking.fault("learning.headings-differ", "steps", headings=len(headings), steps=len(rows))
    for found in (*_MARKUP.finditer(body), *_LINK.finditer(body)):
        line = first + body[: found.start()].count("\n")
        taking.notices.append(Refusal("learning.markup-is-left-out", {"file": file, "line": line, "text": found.group()[:20]}))
    ends = [*(one.start() for one in headings[1:]), len(body)]
    texts = [(one.group(1).strip(), body[one.end() : end].strip()) for one, end in zip(headings, ends, strict=False)]
    made = []
    for row, (heading, said) in zip(rows, texts, strict=False):
        kind, minutes = row.one_of("kind", StepKind), row.minutes("minutes")
        row.note_unknown()
        if not said:
            row.fault("learning.step-says-nothing", heading=heading)
        made.append(Step(kind or StepKind.READ, minutes, heading, said))
    return tuple(made)


def _worksheet(taking: Taking) -> Worksheet:
    taking.raw("worksheet")
    it = taking.part("worksheet")
    if not it.table:
        return Worksheet("", Sheet.LIST)
    kind = it.one_of("kind", Sheet) or Sheet.LIST
    columns = it.texts("columns", optional=kind is not Sheet.TABLE)
    rows = it.raw("rows", optional=kind not in {Sheet.TABLE, Sheet.LIST})
    cells = tuple(rows) if isinstance(rows, list) and all(isinstance(one, str) for one in rows) else ()
    if rows is not None and not cells and (not isinstance(rows, int) or isinstance(rows, bool) or not 0 < rows <= 60):
        it.fault("learning.rows-are-neither", "rows")
    texts = it.texts({Sheet.BOXES: "prompts", Sheet.CARDS: "cards"}[kind]) if kind in {Sheet.BOXES, Sheet.CARDS} else ()
    if kind is Sheet.LIST and "prompt" in it.table:
        texts = (it.text("prompt"),)
    made = Worksheet(it.text("title"), kind, columns, len(cells) or (rows if isinstance(rows, int) else 0), cells, texts)
    it.note_unknown()
    return made


def _cases(taking: Taking, body: str) -> dict[str, str]:
    """All crops or none; and the body says once where they stand, on a line of its own."""
    told = taking.raw("cases", optional=True)
    marks = [line.strip() for line in body.splitlines()].count(CASE)
    if told is None:
        if marks:
            taking.fault("learning.case-is-missing", "steps")
        return {}
    it = taking.part("cases")
    found = {crop: it.text(crop) for crop in CASES}
    it.note_unknown()
    if marks != 1:
        taking.fault("learning.case-has-no-place", "cases", count=marks)
    return found


def licence_of(taking: Taking) -> str:
    """A licence that lets everybody adapt and use it in paid service; NC and SA do not fit (reference section 10)."""
    licence = taking.text("licence")
    if licence and ({"NC", "SA", "ND"} & set(re.split(r"[^A-Z]+", licence.upper()))):
        taking.fault("learning.licence-does-not-fit", "licence", licence=licence)
    return licence
