"""Submissions of ODK and Kobo: a list of answers in JSON, with or without the envelope their servers put around it.

Their text has latitude first. The form that asks the questions is made by `xlsform`.
"""

from __future__ import annotations

from typing import Any

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.fields import field_of, told_by
from rochdale.supply.rules.plots.figures import Figure
from rochdale.supply.rules.plots.raw import RawFile, RawPlot
from rochdale.supply.rules.plots.wkt import every_text, from_odk, is_odk

_ENVELOPES = ("value", "results", "submissions")


def submissions_in(value: Any) -> list[Any] | None:
    """The list of submissions; None when this is no answer of ODK or Kobo."""
    if isinstance(value, dict):
        value = next((value[name] for name in _ENVELOPES if isinstance(value.get(name), list)), None)
    return value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else None


def read_submissions(submissions: list[Any]) -> RawFile:
    """One plot for each submission. Refuses an empty list."""
    if not submissions:
        raise Refused(Refusal("supply.plot-file-no-plots", {"rule": "F2"}))
    return RawFile("odk", tuple(_submission(answers, number) for number, answers in enumerate(submissions, start=1)))


def _submission(answers: dict[str, Any], number: int) -> RawPlot:
    texts = dict(reversed(list(every_text(answers))))
    told = told_by(texts)
    geometry, accuracy = _geometry(answers, texts)
    if accuracy:
        told["accuracy_m"] = accuracy
    for word in ("shape", "point", "lon", "lat"):
        told.pop(word, None)
    return RawPlot(number, "submission", geometry, told)


def _geometry(answers: dict[str, Any], texts: dict[str, str]) -> tuple[Any, str]:
    """The walked outline before the point; Kobo's `_geolocation`, which repeats the first point, comes last."""
    drawn = _geometries(answers)
    if drawn:
        return drawn[0], ""
    walks = [text for text in texts.values() if is_odk(text) and ";" in text.strip(" ;")]
    points = [text for name, text in texts.items() if is_odk(text) and (field_of(name) or ("",))[0] in {"shape", "point"}]
    if walks or points:
        return from_odk((walks or points)[0])
    place = answers.get("_geolocation")
    if isinstance(place, list) and len(place) == 2 and all(isinstance(part, Figure) for part in place):
        return {"type": "Point", "coordinates": place[::-1]}, ""
    return None, ""


def _geometries(answers: Any) -> list[dict[str, Any]]:
    """Answers that ODK Central gives as GeoJSON, outlines first. A trace is the walk around the plot."""
    found: list[dict[str, Any]] = []
    pending = [answers]
    while pending:
        value = pending.pop()
        if isinstance(value, dict) and "coordinates" in value:
            is_walk = value.get("type") == "LineString"
            found.append({"type": "Polygon", "coordinates": [value["coordinates"]]} if is_walk else value)
        elif isinstance(value, dict):
            pending += value.values()
    return sorted(found, key=lambda geometry: geometry.get("type") == "Point")
