"""A module on paper, in three languages: its steps with their clock, worksheets, the sign-in sheet; no word leaves its page."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from django.test import Client

from rochdale.learning.packs import STAGES, shipped
from rochdale.learning.printed import guide

CORE = [(stage, module.id) for stage in (*STAGES, "train") if (course := shipped(stage)) for module in course.modules if module.is_core]


@pytest.mark.heavy
@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext is missing: sudo apt-get install poppler-utils")
@pytest.mark.parametrize("language", ["en", "fr", "lo"])
@pytest.mark.parametrize(("pack", "module"), CORE)
def test_no_word_leaves_its_page(tmp_path: Path, pack: str, module: str, language: str) -> None:
    path = tmp_path / "guide.pdf"
    path.write_bytes(guide(pack, module, language, "coffee"))
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    words = [line for line in told.splitlines() if line.strip().startswith("<word")]
    assert len(words) > 400
    for line in words:
        part = dict(piece.split("=") for piece in line.split(">")[0].split()[1:])
        left, right, low = (float(part[name].strip('"')) for name in ("xMin", "xMax", "yMax"))
        assert left >= 0 and right <= 595.3 - 40 and low <= 842, line  # the margin is 20 mm


@pytest.mark.django_db
def test_the_guide_is_on_the_page_of_its_module(client: Client) -> None:
    assert "/learning/think/t1/guide.pdf" in client.get("/learning/think/t1/").content.decode()
    answer = client.get("/learning/think/t1/guide.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_same_module_gives_the_same_bytes() -> None:
    first = guide("think", "t1", "lo", "rice")
    guide.cache_clear()
    assert guide("think", "t1", "lo", "rice") == first
