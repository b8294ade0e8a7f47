"""A course taken elsewhere: as JSON, as an EPUB, as one ZIP that is a Kolibri HTML5 app and a SCORM 1.2 package at once.

Formats: reference learning.md, section 5; EPUB 3.3 (W3C); SCORM 1.2 content packaging (ADL); Kolibri HTML5 apps (ricecooker, its page
docs/htmlapps.md).
Each file comes out the same from the same course: entries have a fixed day, names are sorted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import translation

from rochdale.learning.packs import shipped
from rochdale.learning.programme_page import activity_told
from rochdale.learning.rules.course import Course, Module, text_in
from rochdale.learning.survey_form import as_xlsform
from rochdale.learning.written import html_of

STATIC = Path(__file__).with_name("static") / "learning"
ISSUED = "2026-11-27"
"""Day of the first curriculum; EPUB asks for a moment of change, and the version tells one from another."""
FIXED = (2026, 11, 27, 0, 0, 0)


def as_json(course: Course, language: str, _crop: str) -> bytes:
    """Everything the pack says in one language, and in its first one where that lacks, as JSON in UTF-8."""
    modules = []
    for module in course.modules:
        told = asdict(module) | {"title": text_in(module.title, language), "about": text_in(module.about, language)}
        survey = course.surveys[module.id]
        asked = {
            "question": text_in(survey.question, language), "answers": list(text_in(survey.answers, language)),
            "opening": text_in(survey.opening, language), "close": text_in(survey.close, language),
        }  # fmt: skip
        modules.append(told | {"survey": asked, "activities": [asdict(one) for one in course.in_language(module, language)]})
    plain = {
        "id": course.id, "version": course.version, "sha256": course.sha256, "licence": course.licence, "credits": list(course.credits),
        "language": language, "title": text_in(course.title, language), "modules": modules,
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def as_package(course: Course, language: str, crop: str) -> bytes:
    """One page with all modules, its style and a script of its own; nothing comes over the network, and it opens from a folder."""
    names = ["index.html", "imsmanifest.xml", "scorm.js", "style.css"]
    context = _context(course, language, crop) | {"files": [name for name in names if name != "imsmanifest.xml"]}
    script, style = ((STATIC / name).read_text(encoding="utf-8") for name in ("scorm.js", "away.css"))
    page, manifest = (_rendered(f"learning/away/{name}", context, language) for name in ("package.html", "imsmanifest.xml"))
    return _zipped({"index.html": page, "imsmanifest.xml": manifest, "scorm.js": script, "style.css": style})


def as_epub(course: Course, language: str, crop: str) -> bytes:
    """EPUB 3: a chapter a module. The type of the file stands first and is not compressed."""
    context = _context(course, language, crop)
    chapters = {
        f"EPUB/{told['module'].id}.xhtml": _rendered("learning/away/chapter.xhtml", context | {"told": told}, language)
        for told in context["modules"]
    }
    return _zipped(
        {
            "META-INF/container.xml": _rendered("learning/away/container.xml", {}, language),
            "EPUB/package.opf": _rendered("learning/away/package.opf", context, language),
            "EPUB/nav.xhtml": _rendered("learning/away/nav.xhtml", context, language),
            "EPUB/style.css": (STATIC / "away.css").read_text(encoding="utf-8"),
            **chapters,
        },
        first=("mimetype", "application/epub+zip"),
    )


def _context(course: Course, language: str, crop: str) -> dict[str, Any]:
    modules = [_module(course, module, language, crop) for module in course.modules]
    identity = uuid5(NAMESPACE_URL, f"https://rochdale.coop/{course.ref}/{language}/{course.sha256}")
    title = text_in(course.title, language)
    return {
        "course": course, "language": language, "title": title, "modules": modules, "identity": identity, "issued": ISSUED,
        "credits": ", ".join(course.credits), "is_cleared": course.is_cleared(language),
    }  # fmt: skip


def _module(course: Course, module: Module, language: str, crop: str) -> dict[str, Any]:
    survey = course.surveys[module.id]
    with translation.override(language):
        found = course.in_language(module, language)
        activities = [dict(activity_told(course, module, one.id, language, crop)) for one in found]
    return {
        "module": module, "title": text_in(module.title, language), "about": text_in(module.about, language),
        "activities": activities,
        "opening": html_of(text_in(survey.opening, language)), "close": html_of(text_in(survey.close, language)),
        "question": text_in(survey.question, language), "answers": text_in(survey.answers, language),
        "has_picture": any(told["picture"] for told in activities),
    }  # fmt: skip


def _rendered(template: str, context: Mapping[str, Any], language: str) -> str:
    with translation.override(language):
        return render_to_string(template, dict(context)).lstrip()


def _zipped(files: Mapping[str, str], first: tuple[str, str] | None = None) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, text in [*([first] if first else []), *sorted(files.items())]:
            entry = ZipInfo(name, FIXED)
            entry.compress_type = ZIP_STORED if first and name == first[0] else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode())
    return written.getvalue()


FORMATS: Mapping[str, Callable[[Course, str, str], bytes]] = {
    "json": as_json, "zip": as_package, "epub": as_epub, "xlsx": as_xlsform,
}  # fmt: skip
"""By the name under which one asks for them."""
TYPES: Mapping[str, str] = {"json": "application/json", "zip": "application/zip", "epub": "application/epub+zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@lru_cache(maxsize=64)
def shipped_file(pack: str, kind: str, language: str, crop: str) -> bytes:
    """A pack of the curriculum in one of the formats, made once."""
    course = shipped(pack)
    if course is None:
        raise LookupError(pack)
    return FORMATS[kind](course, language, crop)
