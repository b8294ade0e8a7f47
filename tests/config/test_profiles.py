"""Each profile, started in a process of its own, answers as `docs/how-to/profiles.md` promises. None silences a check."""

from __future__ import annotations

import json
import os
import string
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rochdale.config.profiles import PROFILES

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.heavy, pytest.mark.xdist_group("profiles")]
PAGE = (ROOT / "docs" / "how-to" / "profiles.md").read_text(encoding="utf-8")
OWN = {
    "production": {"ROCHDALE_HOSTS": "coop.example", "ROCHDALE_BEHIND_TLS_PROXY": "yes"},
    "village-box": {"ROCHDALE_HOSTS": "rochdale.home.arpa,192.168.4.1"},
    "demo": {},
}
HOST = {"production": "coop.example", "village-box": "192.168.4.1", "demo": "localhost"}
LOOK = """
import json, django
django.setup()
from django.conf import settings
from django.core import checks
from django.test import Client
from django.urls import reverse
from rochdale.config.serve import commands
web = commands()["web"]
settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
client = Client(SERVER_NAME=HOST, raise_request_exception=False)
plain = client.get(reverse("account_login"))
page = client.get(reverse("account_login"), HTTP_X_FORWARDED_PROTO="https")
health = client.get("/health/", HTTP_ACCEPT="application/json")
foreign = client.get("/", headers={"host": "evil.example"}, HTTP_X_FORWARDED_PROTO="https")
deployment = checks.run_checks(include_deployment_checks=True)
print(json.dumps({
    "plain": plain.status_code, "plain_to": plain.get("Location", ""), "page": page.status_code, "health": health.status_code,
    "headers": {name.lower(): value for name, value in page.headers.items()},
    "cookies": {name: {key: one[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
                for name, one in page.cookies.items()},
    "session_cookie": settings.SESSION_COOKIE_NAME, "foreign": foreign.status_code,
    "session": [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY],
    "passkeys": settings.HAS_PASSKEYS, "silenced": settings.SILENCED_SYSTEM_CHECKS,
    "debug": settings.DEBUG, "listen": web[web.index("--bind") + 1],
    "deployment": sorted(one.id for one in deployment if one.level >= checks.WARNING),
    "languages": settings.LANGUAGE_COOKIE_SECURE,
}))
"""


def run(mode: str, folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ROCHDALE_", "DJANGO_ALLOW_"))}
    own = {
        "ROCHDALE_MODE": mode,
        "ROCHDALE_VAR": str(folder),
        "ROCHDALE_CONFIG": str(folder / "none.toml"),
        "DATABASE_URL": f"sqlite:///{folder}/rochdale.sqlite3",
        "ROCHDALE_SECRET_KEY": "" if mode == "demo" else string.ascii_letters + string.digits,
        "DJANGO_SETTINGS_MODULE": "rochdale.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **OWN[mode],
        **changes,
    }
    return subprocess.run([sys.executable, *command], env=ours | own, capture_output=True, text=True, check=False)


@cache
def started(mode: str, folder: Path) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    done = run(mode, folder, "-c", LOOK.replace("HOST", repr(HOST[mode]), 1))
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiles")


def test_production_passes_every_check_of_deployment_with_none_silenced(folder: Path) -> None:
    (folder / "check").mkdir()
    checked = run("production", folder / "check", "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr
    assert started("production", folder / "production")["silenced"] == []


def test_production_answers_over_tls_only(folder: Path) -> None:
    told = started("production", folder / "production")
    assert (told["plain"], told["plain_to"]) == (301, f"https://coop.example{reverse('account_login')}")
    assert told["page"] == 200 and told["foreign"] == 400
    assert told["headers"]["strict-transport-security"] == "max-age=31536000; includeSubDomains; preload"
    assert told["health"] == 503, "the machine itself asks without TLS, and is told that there are no tables yet"
    assert told["listen"] == "127.0.0.1:8000", "nobody gets past the proxy"


def test_production_locks_its_cookies_to_the_host(folder: Path) -> None:
    told = started("production", folder / "production")
    assert told["session_cookie"] == "__Host-session" and told["session"] == [True, True] and told["languages"] is True
    assert told["cookies"]["__Host-csrf"] == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


@pytest.mark.parametrize("mode", PROFILES)
def test_every_profile_has_the_strict_policies(mode: str, folder: Path) -> None:
    headers = started(mode, folder / mode)["headers"]
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-frame-options"], headers["x-content-type-options"], headers["referrer-policy"]) == ("DENY", "nosniff", "same-origin")


@pytest.mark.parametrize("mode", PROFILES)
def test_no_profile_silences_a_check_or_shows_its_insides(mode: str, folder: Path) -> None:
    told = started(mode, folder / mode)
    assert told["silenced"] == [] and told["debug"] is False


@pytest.mark.parametrize("mode", ["village-box", "demo"])
def test_without_tls_nothing_is_asked_that_only_tls_can_give(mode: str, folder: Path) -> None:
    told = started(mode, folder / mode)
    assert told["plain"] == told["page"] == 200
    assert "strict-transport-security" not in told["headers"], "a phone would remember it and never reach the box again"
    assert told["cookies"]["csrf"] == {"secure": "", "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert told["session"] == [False, True]
    assert told["deployment"] == ["security.W004", "security.W008", "security.W012", "security.W016"], "TLS, and nothing else, is missing"


def test_the_village_box_is_reached_by_its_names_and_offers_no_passkeys(folder: Path) -> None:
    told = started("village-box", folder / "village-box")
    assert told["passkeys"] is False and told["foreign"] == 400 and told["listen"] == "0.0.0.0:8000"
    assert started("production", folder / "production")["passkeys"] is True
    assert started("demo", folder / "demo")["passkeys"] is True


@pytest.mark.parametrize("mode", ["production", "village-box"])
def test_no_profile_for_real_people_starts_with_the_demos_secret(mode: str, folder: Path) -> None:
    refused = run(mode, folder / mode, "-m", "rochdale", "migrate", ROCHDALE_SECRET_KEY="")
    assert refused.returncode == 1 and "ROCHDALE_SECRET_KEY is missing" in refused.stderr


@pytest.mark.parametrize("mode", PROFILES)
def test_the_page_describes_every_profile(mode: str) -> None:
    assert f"## {mode}" in PAGE
    assert f"ROCHDALE_MODE={mode}" in PAGE or f'rochdale_mode = "{mode}"' in PAGE
