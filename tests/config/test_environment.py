"""Settings are loud on a wrong value and quiet on right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from rochdale.config.environment import OPTIONS, WrongSetting, read

NOWHERE = Path("there-is-no-such-file.toml")


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"ROCHDALE_MODE": "live"}, "ROCHDALE_MODE"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://host"}, "DATABASE_URL"),
        ({"ROCHDALE_PORT": "eighty"}, "ROCHDALE_PORT"),
        ({"ROCHDALE_PORT": "-1"}, "ROCHDALE_PORT"),
        ({"ROCHDALE_SECRET_KEY": "short"}, "ROCHDALE_SECRET_KEY"),
        ({"ROCHDALE_BEHIND_TLS_PROXY": "perhaps"}, "ROCHDALE_BEHIND_TLS_PROXY"),
        ({"ROCHDALE_LANGUAGE": "xx"}, "ROCHDALE_LANGUAGE"),
        ({"ROCHDALE_TIME_ZONE": "Mars/Base"}, "ROCHDALE_TIME_ZONE"),
        ({"ROCHDALE_CURRENCY": "dollars"}, "ROCHDALE_CURRENCY"),
        ({"ROCHDALE_PROT": "8000"}, "unknown setting ROCHDALE_PROT"),
    ],
)
def test_a_wrong_value_is_refused_by_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(WrongSetting, match=named):
        read(environment, NOWHERE)


def test_all_wrong_values_are_told_at_once() -> None:
    with pytest.raises(WrongSetting) as wrong:
        read({"ROCHDALE_MODE": "live", "ROCHDALE_PORT": "eighty"}, NOWHERE)
    assert "ROCHDALE_MODE" in str(wrong.value)
    assert "ROCHDALE_PORT" in str(wrong.value)


def test_the_environment_stands_above_the_file(tmp_path: Path) -> None:
    file = tmp_path / "rochdale.toml"
    file.write_text('rochdale_port = 9000\nrochdale_mode = "demo"\n')
    values = read({"ROCHDALE_PORT": "9001"}, file)
    assert values["ROCHDALE_PORT"] == 9001
    assert values["ROCHDALE_MODE"] == "demo"


@pytest.mark.parametrize("content", [b"rochdale_prot = 1\n", b"not toml at all", b"\xff\xfe"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rochdale.toml"
    file.write_bytes(content)
    with pytest.raises(WrongSetting, match=r"rochdale\.toml"):
        read({}, file)


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("sqlite:///var/rochdale.sqlite3", "rochdale.base.engines.sqlite3", "var/rochdale.sqlite3"),
        ("sqlite:////srv/rochdale.sqlite3", "rochdale.base.engines.sqlite3", "/srv/rochdale.sqlite3"),
        ("postgresql://coop:p%40ss@db.example:5433/rochdale", "rochdale.base.engines.postgresql", "rochdale"),
    ],
)
def test_one_address_is_all_it_takes_to_move(url: str, engine: str, name: str) -> None:
    database = read({"DATABASE_URL": url}, NOWHERE)["DATABASE_URL"]
    assert isinstance(database, dict)
    assert (database["ENGINE"], database["NAME"]) == (engine, name)


def test_every_option_has_a_meaning_and_a_default_that_can_be_read() -> None:
    read({}, NOWHERE)
    assert all(option.meaning for option in OPTIONS)
