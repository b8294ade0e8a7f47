"""A course elsewhere: a ZIP for Kolibri and for a SCORM platform, a book, JSON; all sound, all without a line."""

from __future__ import annotations

import gzip
import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from click.testing import CliRunner
from lxml import etree
from pyxform.xls2xform import convert

from rochdale.learning.commands import learning
from rochdale.learning.packs import SHIPPED, STAGES, shipped
from rochdale.learning.rules.course import Course
from rochdale.learning.survey_form import ENGLISH_NAMES, as_xlsform
from rochdale.learning.taken_away import as_epub, as_json, as_package

LANGUAGES = ("en", "fr", "lo")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def course_of(stage: str) -> Course:
    found = shipped(stage)
    assert found is not None
    return found


def files(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_one_zip_is_a_kolibri_app_and_a_scorm_package(stage: str, language: str) -> None:
    found = files(as_package(course_of(stage), language, "coffee"))
    page = found["index.html"].decode()
    asked = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert asked
    assert set(asked) <= set(found)  # at the root, relative, nothing over the network
    assert "<script>" not in page
    assert all(f'id="{id}"' in page for module in course_of(stage).modules for id in module.activities)
    manifest = etree.fromstring(found["imsmanifest.xml"], PARSER)
    spaces = {"cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}
    assert manifest.findtext("cp:metadata/cp:schema", namespaces=spaces) == "ADL SCORM"
    assert manifest.findtext("cp:metadata/cp:schemaversion", namespaces=spaces) == "1.2"
    (item,) = manifest.findall("cp:organizations/cp:organization/cp:item", spaces)
    (resource,) = manifest.findall("cp:resources/cp:resource", spaces)
    assert item.get("identifierref") == resource.get("identifier")
    assert resource.get(f"{{{spaces['adlcp']}}}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert {one.get("href") for one in resource.findall("cp:file", spaces)} == set(found) - {"imsmanifest.xml"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_a_book_is_sound(stage: str, language: str) -> None:
    content = as_epub(course_of(stage), language, "cocoa")
    with ZipFile(BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
    found = files(content)
    for name in found.keys() - {"mimetype", "EPUB/style.css"}:
        etree.fromstring(found[name], PARSER)  # every page is well-formed
    space = {"opf": "http://www.idpf.org/2007/opf"}
    package = etree.fromstring(found["EPUB/package.opf"], PARSER)
    listed = {one.get("id"): one.get("href") for one in package.findall("opf:manifest/opf:item", space)}
    assert {f"EPUB/{name}" for name in listed.values()} | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(found)
    assert [one.get("idref") for one in package.findall("opf:spine/opf:itemref", space)] == list(listed)[:1] + [
        module.id for module in course_of(stage).modules
    ]


def test_the_same_course_gives_the_same_file() -> None:
    assert as_epub(course_of("think"), "lo", "rice") == as_epub(course_of("think"), "lo", "rice")


def test_the_curriculum_without_a_line_weighs_little() -> None:
    """English, all five stages: at most 500 kB (reference learning.md, section 8)."""
    assert sum(len(as_package(course_of(stage), "en", "coffee")) for stage in STAGES) <= 500 * 1024


@pytest.mark.parametrize("stage", STAGES)
def test_a_module_without_a_line_weighs_at_most_60_kb(stage: str) -> None:
    told = json.loads(as_json(course_of(stage), "lo", "coffee"))
    for module in told["modules"]:
        assert len(gzip.compress(json.dumps(module, ensure_ascii=False).encode())) <= 60 * 1024


def test_the_command_writes_a_file_or_says_why_not(tmp_path: Path) -> None:
    out = tmp_path / "think.epub"
    done = CliRunner().invoke(learning, ["export", "think", "--format", "epub", "--out", str(out), "--language", "lo"])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"PK")
    assert CliRunner().invoke(learning, ["export", "nowhere", "--format", "zip", "--out", str(out)]).exit_code == 1
    refused = CliRunner().invoke(learning, ["export", "think", "--format", "zip", "--out", str(out), "--language", "th"])
    assert refused.exit_code == 1
    assert "en, fr, lo" in refused.output


@pytest.mark.parametrize("stage", SHIPPED)
def test_the_questions_become_a_form_that_a_survey_tool_takes(stage: str, tmp_path: Path) -> None:
    course = course_of(stage)
    made = convert(as_xlsform(course, "lo" if "lo" in course.languages else "en", "coffee"), file_type=".xlsx")
    form = etree.fromstring(made.xform.encode(), PARSER)
    languages = {one.get("lang") for one in form.iter("{*}translation")}
    assert languages == {f"{ENGLISH_NAMES[one]} ({one})" for one in course.languages}
    asked = {one.get("ref") for one in form.iter("{*}select1")}
    for module in course.modules:
        assert {f"/data/person/before_{module.id}", f"/data/person/after_{module.id}"} <= asked
    assert as_xlsform(course, "en", "coffee") == as_xlsform(course, "en", "cocoa"), "the same course gives the same bytes"
