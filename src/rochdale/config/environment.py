"""What whoever runs Rochdale can set: from the environment, else from one file (`rochdale.toml`), else the default. Loud on a wrong value.

The table in `docs/reference/settings.md` is generated from `OPTIONS`; a test keeps it so.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import pyrage
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from iso4217 import Currency

from rochdale.kernel.country import country_codes
from rochdale.kernel.signing_keys import read_key

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
    is_secret: bool = False
    """Whether the value is never to be shown, not even when it is wrong."""


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


def _secrets(value: str) -> list[str]:
    return [_secret(one) for one in _names(value)]


def _token(value: str) -> str:
    if value and len(value) < 20:
        raise ValueError("20 or more random characters")
    return value


def _backup_key(value: str) -> str:
    if value:
        try:
            pyrage.x25519.Identity.from_str(value)
        except pyrage.IdentityError:
            raise ValueError("a key as `rochdale new-backup-key` prints it, AGE-SECRET-KEY-1…, without a slip of the pen") from None
    return value


def _certificate_key(value: str) -> str:
    if value:
        read_key(value)  # its message never holds the value
    return value


def _badge_rsa_key(value: str) -> str:
    """The PEM text of the file."""
    if not value:
        return ""
    try:
        text = Path(value).read_text(encoding="ascii")
        key = load_pem_private_key(text.encode(), None)
    except (OSError, ValueError, TypeError):
        raise ValueError("a file with an RSA key in PEM, without a password") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < 2048:
        raise ValueError("a file with an RSA key of 2048 bits or more")
    return text


def _forms(value: str) -> dict[str, str]:
    """`form.GIC.open_after_2013=closed`, several with commas."""
    told = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    if any(not name or claim not in {"open", "closed"} for name, _equals, claim in told):
        raise ValueError("a question of a rule pack with open or closed, such as form.GIC.open_after_2013=closed")
    return {name: claim for name, _equals, claim in told}


def _hour(value: str) -> int:
    if not value.isdigit() or int(value) > 23:
        raise ValueError("an hour from 0 to 23")
    return int(value)


def _at_least_one(value: str) -> int:
    if _number(value) < 1:
        raise ValueError("a whole number, 1 or more")
    return int(value)


def _country(value: str) -> str:
    if value and value not in country_codes():
        raise ValueError("two letters of ISO 3166, such as LA or CM")
    return value


def _log(value: str) -> str:
    if value not in {"plain", "json"}:
        raise ValueError("plain or json")
    return value


def _mail(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ValueError("smtp://user:password@host:port or smtps://user:password@host:port")
    return value


def _reports(value: str) -> str:
    parts = urlsplit(value)
    if value and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})):
        raise ValueError("an address that begins with https://")
    return value


def _database(value: str) -> dict[str, object]:
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return {"ENGINE": "rochdale.base.engines.sqlite3", "NAME": parts.path[1:]}
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "rochdale.base.engines.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
    raise ValueError("sqlite:///relative/path, sqlite:////absolute/path or postgresql://user:password@host:port/name")


def _role(value: str) -> str:
    if value and not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", value):
        raise ValueError("the name of a role: small letters, figures and _")
    return value


OPTIONS: tuple[Option, ...] = (
    Option(
        "ROCHDALE_MODE",
        "production",
        "demo (invented people, one-tap sign-in), production, or village-box (plain http, local network)",
        _mode,
    ),
    Option(
        "DATABASE_URL",
        "sqlite:///var/rochdale.sqlite3",
        "Where the data lie: sqlite:///var/rochdale.sqlite3 or postgresql://…",
        _database,
        True,
    ),
    Option(
        "ROCHDALE_DATABASE_ROLE",
        "",
        "PostgreSQL only: the role as which the program works, which owns no table, so that the walls between organizations bind it; "
        "empty: as whoever DATABASE_URL names, and the walls stand in the program alone",
        _role,
    ),
    Option("ROCHDALE_VAR", "var", "Folder for documents, cache and the embedded database", _text),
    Option("ROCHDALE_SECRET_KEY", "", "50 or more random characters; needed in production and village-box", _secret, is_secret=True),
    Option(
        "ROCHDALE_SECRET_KEY_FALLBACKS",
        "",
        "Former secret keys, separated by commas: what they closed (second factors, sessions) still opens",
        _secrets,
        is_secret=True,
    ),
    Option("ROCHDALE_HOSTS", "localhost,127.0.0.1", "Names under which people reach this installation, separated by commas", _names),
    Option("ROCHDALE_PORT", "8000", "Port the server listens on", _number),
    Option("ROCHDALE_LISTEN", "", "Address the server listens on; empty: 127.0.0.1 behind a TLS proxy, else every address", _text),
    Option("ROCHDALE_WORKERS", "2", "Web worker processes", _number),
    Option("ROCHDALE_BEHIND_TLS_PROXY", "no", "yes when a proxy ends TLS and sets X-Forwarded-Proto itself", _yes_or_no),
    Option(
        "ROCHDALE_EMAIL_URL",
        "",
        "Outgoing mail: smtp://user:password@host:port (STARTTLS, except to this very machine) or smtps:// (TLS from the start); "
        "empty keeps mail in the folder mail of ROCHDALE_VAR",
        _mail,
        is_secret=True,
    ),
    Option("ROCHDALE_FROM", "rochdale@localhost", "Sender of outgoing mail", _text),
    Option("ROCHDALE_LANGUAGE", "en", "Language for a reader who has not chosen one: en, fr or lo", _language),
    Option("ROCHDALE_TIME_ZONE", "UTC", "Time zone in which dates are shown, e.g. Asia/Vientiane", _time_zone),
    Option("ROCHDALE_CURRENCY", "USD", "Currency in which a market is cleared unless its settings say otherwise", _currency),
    Option("ROCHDALE_OPERATOR", "", "Who runs this installation, as the page “Who runs this” names them", _text),
    Option("ROCHDALE_OPERATOR_COUNTRY", "", "Country of the operator, whose law applies: two letters of ISO 3166, e.g. LA", _country),
    Option("ROCHDALE_OPERATOR_CONTACT", "", "How to reach the operator: an e-mail, a phone number with + or an https address", _text),
    Option("ROCHDALE_DATA_PLACE", "", "Where the server and its backups stand, in a few words", _text),
    Option("ROCHDALE_BACKUP_FOLDER", "", "Folder for scheduled backups, best on another disk; empty: backups in ROCHDALE_VAR", _text),
    Option(
        "ROCHDALE_BACKUP_KEY",
        "",
        "Key that encrypts backups (`rochdale new-backup-key` prints one); empty: not encrypted",
        _backup_key,
        True,
    ),
    Option(
        "ROCHDALE_CERTIFICATE_KEY",
        "",
        "Key that signs certificates of the register and of learning (`rochdale new-certificate-key` prints one); empty: none are issued",
        _certificate_key,
        True,
    ),
    Option(
        "ROCHDALE_BADGE_RSA_KEY",
        "",
        "File with an RSA key (PEM): certificates of learning are signed with it (RS256), where 1EdTech conformance counts; empty: Ed25519",
        _badge_rsa_key,
    ),
    Option(
        "ROCHDALE_REGISTER_FORMS",
        "",
        "Legal forms that sources call open and closed: what counts here (form.GIC.open_after_2013=closed); empty: registrars are asked",
        _forms,
    ),
    Option("ROCHDALE_BACKUP_HOUR", "2", "Hour of the daily backup, in ROCHDALE_TIME_ZONE; caught up when the server was off", _hour),
    Option("ROCHDALE_BACKUP_KEEP_DAYS", "7", "For how many days with a backup the last one of the day is kept", _at_least_one),
    Option("ROCHDALE_BACKUP_KEEP_WEEKS", "8", "For how many weeks with a backup the last one of the week is kept", _at_least_one),
    Option("ROCHDALE_LOG", "plain", "How the log is written: plain (lines for people) or json (one object a line)", _log),
    Option(
        "ROCHDALE_METRICS_TOKEN", "", "Token with which /metrics/ is read from another machine; empty: only from this one", _token, True
    ),
    Option(
        "ROCHDALE_ERROR_REPORTS_URL", "", "https address that gets a scrubbed report when something breaks; empty: none", _reports, True
    ),
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
            shown = "" if option.is_secret else f"={value!r}"
            wrong.append(f"{option.name}{shown} cannot be used: {trouble}")
    if wrong:
        raise WrongSetting("Rochdale cannot start with these settings:\n  " + "\n  ".join(wrong))
    return values


def from_process() -> dict[str, object]:
    """Settings of this process: its environment and the file named by ROCHDALE_CONFIG (default `rochdale.toml`)."""
    return read(os.environ, Path(os.environ.get("ROCHDALE_CONFIG", "rochdale.toml")))
