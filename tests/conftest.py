"""What every test stands on: demo mode, a database of its own, the cast, and a client that looks at every page it is given."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[1]
# A slow machine is no fault of the code: no test measures time.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

if "PYTEST_XDIST_WORKER" not in os.environ:
    # A worker of pytest-xdist inherits all this from the process that started it, settings already read.
    if "rochdale.config.settings" in sys.modules:
        raise pytest.UsageError("unset DJANGO_SETTINGS_MODULE: the tests choose their own settings, and must not touch this installation's")
    # Set before Django reads its settings. A DATABASE_URL from outside (PostgreSQL) stays.
    os.environ["ROCHDALE_MODE"] = "demo"
    os.environ["ROCHDALE_VAR"] = tempfile.mkdtemp(prefix="rochdale-tests-")
    os.environ["ROCHDALE_CONFIG"] = str(Path(os.environ["ROCHDALE_VAR"]) / "none.toml")
    (Path(os.environ["ROCHDALE_VAR"]) / "static").mkdir()
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['ROCHDALE_VAR']}/rochdale.sqlite3")
    if os.environ["DATABASE_URL"].startswith("postgres"):  # as in production: a role that owns nothing
        os.environ.setdefault("ROCHDALE_DATABASE_ROLE", "rochdale_app")
    os.environ["DJANGO_SETTINGS_MODULE"] = "rochdale.config.settings"
django.setup()

from django.utils import translation  # noqa: E402

from rochdale.base import tenancy  # noqa: E402
from tests.cast import cast  # noqa: E402,F401
from tests.database import database_is_a_file, django_db_setup, role_is_there, tables_can_be_emptied  # noqa: E402,F401  # fixtures; they need the settings above
from tests.watchful import client, unknown_variables_fail  # noqa: E402,F401


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the data of others can be run alone: `-m outside`. Of single tests the longest begin first: two workers end together."""
    for item in items:
        if "outside" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.outside)
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A file in the name of a test would differ from worker to worker: a ZIP holds the moment it was made."""
    return "file" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def outside() -> Path:
    """Real data of others, kept beside the project and never in it."""
    folder = ROOT.parent / "shared" / "fixtures"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/fixtures with real data is not here")
    return folder


@pytest.fixture(autouse=True)
def nobody_reads_yet() -> Iterator[None]:
    """A page leaves its reader's language behind in the thread; the next test begins without one."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def walls_are_open() -> Iterator[None]:
    """A test itself looks over all walls; requests, operations and jobs put up their own, and new threads know of none."""
    with tenancy.everywhere("tests"):
        yield


@pytest.fixture(autouse=True)
def quick_settings(settings: object) -> Iterator[None]:
    """A password hash that costs nothing, static files without a manifest."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    yield
