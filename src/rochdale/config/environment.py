"""What whoever runs Rochdale can set: from the environment, else from one file (`rochdale.toml`), else the default. Loud on a wrong value.

The table in `docs/reference/settings.md` is generated from `OPTIONS`; a test keeps it so.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from iso4217 import Currency

LANGUAGES = ("en", "fr", "lo")


class WrongSetting(SystemExit):
    """A setting has a value that cannot be used. The message names it, the value and what would do."""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: `name` in upper case in the environment, in lower case in the file."""

    name: str
    default: str
    meaning: str
    parse: Callable[[str], object]


def _text(value: str) -> str:
    return value


def _number(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("a whole number, 0 or more")
    return number


def _yes_or_no(value: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if value.lower() not in known:
        raise ValueError("yes or no")
    return known[value.lower()]


def _mode(value: str) -> str:
    if value not in {"demo", "production", "village-box"}:
        raise ValueError("demo, production or village-box")
    return value


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(", ".join(LANGUAGES))
    return value


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("a name such as Asia/Vientiane or Africa/Douala")
    return value


def _currency(value: str) -> str:
    if value not in {currency.code for currency in Currency}:
        raise ValueError("an ISO 4217 code such as USD, EUR or XAF")
    return value


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _secret(value: str) -> str:
    if value and len(value) < 50:
        raise ValueError("50 or more random characters")
    return value


def _database(value: str) -> dict[str, object]:
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path[1:]}
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
    raise ValueError("sqlite:///relative/path, sqlite:////absolute/path or postgresql://user:password@host:port/name")


OPTIONS: tuple[Option, ...] = (
    Option(
        "ROCHDALE_MODE",
        "production",
        "demo (invented people, one-tap sign-in), production, or village-box (plain http, local network)",
        _mode,
    ),
    Option(
        "DATABASE_URL", "sqlite:///var/rochdale.sqlite3", "Where the data lie: sqlite:///var/rochdale.sqlite3 or postgresql://…", _database
    ),
    Option("ROCHDALE_VAR", "var", "Folder for documents, cache and the embedded database", _text),
    Option("ROCHDALE_SECRET_KEY", "", "50 or more random characters; needed in production and village-box", _secret),
    Option("ROCHDALE_HOSTS", "localhost,127.0.0.1", "Names under which people reach this installation, separated by commas", _names),
    Option("ROCHDALE_PORT", "8000", "Port the server listens on", _number),
    Option("ROCHDALE_WORKERS", "2", "Web worker processes", _number),
    Option("ROCHDALE_BEHIND_TLS_PROXY", "no", "yes when a proxy ends TLS and sets X-Forwarded-Proto itself", _yes_or_no),
    Option("ROCHDALE_EMAIL_URL", "", "smtp://user:password@host:port for outgoing mail; empty keeps mail in the folder var/mail", _text),
    Option("ROCHDALE_FROM", "rochdale@localhost", "Sender of outgoing mail", _text),
    Option("ROCHDALE_LANGUAGE", "en", "Language for a reader who has not chosen one: en, fr or lo", _language),
    Option("ROCHDALE_TIME_ZONE", "UTC", "Time zone in which dates are shown, e.g. Asia/Vientiane", _time_zone),
    Option("ROCHDALE_CURRENCY", "USD", "Currency in which a market is cleared unless its settings say otherwise", _currency),
)


def read(environment: Mapping[str, str], file: Path) -> dict[str, object]:
    """All settings by name. Raises `WrongSetting` naming every wrong or unknown one."""
    in_file: Mapping[str, object] = {}
    if file.exists():
        try:
            in_file = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
            raise WrongSetting(f"{file.name} cannot be read: {trouble}") from trouble
    known = {option.name.lower() for option in OPTIONS}
    wrong = [f"{file.name}: unknown setting {name}" for name in in_file if name not in known]
    wrong += [
        f"environment: unknown setting {name}"
        for name in environment
        if name.startswith("ROCHDALE_") and name.lower() not in known | {"rochdale_config"}
    ]
    values: dict[str, object] = {}
    for option in OPTIONS:
        value = str(environment.get(option.name, in_file.get(option.name.lower(), option.default)))
        try:
            values[option.name] = option.parse(value)
        except ValueError as trouble:
            wrong.append(f"{option.name}={value!r} cannot be used: {trouble}")
    if wrong:
        raise WrongSetting("Rochdale cannot start with these settings:\n  " + "\n  ".join(wrong))
    return values


def from_process() -> dict[str, object]:
    """Settings of this process: its environment and the file named by ROCHDALE_CONFIG (default `rochdale.toml`)."""
    return read(os.environ, Path(os.environ.get("ROCHDALE_CONFIG", "rochdale.toml")))
