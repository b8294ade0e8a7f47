"""The how-to pages say only what the program knows: commands, settings, files. `tools/follow_how_to.py` follows two of them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from rochdale.base.backup_key import new_key
from rochdale.config.cli import CHAPTERS
from rochdale.config.environment import OPTIONS, read
from rochdale.kernel.signing_keys import new_key as new_certificate_key

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
FOLLOWED = ("install-on-debian", "village-server")
COMMANDS = {command for commands in CHAPTERS.values() for command in commands}


@pytest.fixture(scope="module")
def following() -> ModuleType:
    spec = spec_from_file_location("follow_how_to", ROOT / "tools" / "follow_how_to.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["follow_how_to"] = module
    spec.loader.exec_module(module)
    return module


def blocks(page: Path) -> str:
    """What stands in blocks of commands, fenced or indented."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(
        [*re.findall(r"^```(?:sh|text)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL), *re.findall(r"^    (\S.*)$", text, re.MULTILINE)]
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_one_of_ours(page: Path) -> None:
    used = set(re.findall(r"(?:^|\$\(|&& |bin/)rochdale ([a-z][a-z-]*)", blocks(page), re.MULTILINE))
    used |= set(re.findall(r"`rochdale ([a-z][a-z-]*)", page.read_text(encoding="utf-8")))
    assert used <= COMMANDS, used - COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_setting_is_one_of_ours(page: Path) -> None:
    known = {option.name for option in OPTIONS} | {"ROCHDALE_CONFIG", "ROCHDALE_APP"}  # the second role in the database
    used = {name.upper() for name in re.findall(r"\b(?:ROCHDALE|rochdale)_[A-Za-z_]+\b(?!…)", page.read_text(encoding="utf-8"))}
    assert used <= known, used - known


@pytest.mark.parametrize("page", [ROOT / "docs" / "how-to" / f"{name}.md" for name in FOLLOWED], ids=lambda page: page.stem)
def test_the_settings_of_the_page_are_taken(page: Path, tmp_path: Path) -> None:
    settings = re.search(r"<<SETTINGS\n(.*?)^SETTINGS$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert settings
    secret = "s" * 60
    filled = re.sub(r'"\$\([^)]*new-secret\)"', f'"{secret}"', settings[1])
    filled = re.sub(r'"\$\([^)]*new-backup-key\)"', f'"{new_key()}"', filled)
    filled = re.sub(r'"\$\([^)]*new-certificate-key\)"', f'"{new_certificate_key()}"', filled)
    filled = filled.replace("$NAME", "coop.example").replace("$NUMBER", "10.42.0.1")
    assert "$" not in filled
    (tmp_path / "rochdale.toml").write_text(filled, encoding="utf-8")
    values = read({}, tmp_path / "rochdale.toml")
    assert values["ROCHDALE_OPERATOR"] and values["ROCHDALE_SECRET_KEY"] == secret
    assert tomllib.loads(filled)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_it_leads_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert "://" in link or (page.parent / link).exists(), link
    for file in re.findall(r"/opt/rochdale/current/(docs/\S+)", text):
        assert (ROOT / file).exists(), file


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_shell_can_read_it_and_what_is_put_in_other_words_is_there(name: str, following: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "follow.sh").write_text(following.script(name), encoding="utf-8")
    subprocess.run(["bash", "-n", str(tmp_path / "follow.sh")], check=True)
    assert len(following.steps((ROOT / "docs" / "how-to" / f"{name}.md").read_text(encoding="utf-8"))) >= 8


def test_no_disk_of_this_machine_is_ever_named_to_the_script(following: ModuleType) -> None:
    assert "mkfs" not in following.script("village-server")
