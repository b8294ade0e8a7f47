"""An organization leaves with all that is its own, and an empty installation reads it back equal by hashes."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from rochdale.base import documents, retention
from rochdale.base.leaving.parts import Scope, gaps, parts
from rochdale.base.leaving.writing import write
from rochdale.base.models import AuditEntry
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import operations
from rochdale.people.leaving import export_path
from rochdale.people.models import Household, Person
from rochdale.people.operations import devices
from rochdale.people.operations.leaving import fetch_export, start_export
from rochdale.trade.models import Market
from rochdale.trade.rules.goods import Price
from tests.cast import AT, PASSWORD, Cast, later
from tests.database import migrated_copy
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer
from tests.watchful import WatchfulClient

ROOT = Path(__file__).resolve().parents[2]


def exported(cast: Cast, organization: str, folder: Path) -> dict[str, Any]:
    """The tables of an export, by part."""
    row = cast.organizations[organization]
    write(folder / f"{organization}.zip", Scope(row.id, AT), name=row.name)
    with zipfile.ZipFile(folder / f"{organization}.zip") as package:
        return {part.label: json.loads(package.read(f"tables/{part.name}.json")) for part in parts()}


def everything_in(file: Path) -> bytes:
    with zipfile.ZipFile(file) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


def test_no_secret_leaves_and_every_key_has_its_part() -> None:
    assert gaps() == []


@pytest.mark.django_db
def test_no_password_pin_factor_or_code_leaves(cast: Cast, tmp_path: Path, settings: object) -> None:
    noy = cast.actor("noy")
    cast.noy.set_password(PASSWORD)
    cast.noy.save()
    Authenticator.objects.create(user=cast.noy, type="totp", data={"secret": "RARESECRET"})
    devices.choose_pin(id=new_id(), by=noy, at=AT, pin_hash="RAREPINHASH")
    devices.enrol_device(
        id=new_id(), by=noy, at=AT, organization_id=cast.bolaven.id, name="Phone", kind="phone", is_shared=False, secret_sha256="5e" * 32
    )
    operations.invite(
        id=new_id(), by=noy, at=AT, organization_id=cast.bolaven.id, name="Somebody", offices=["clerk"], code_sha256="c0" * 32
    )
    tables = exported(cast, "bolaven", tmp_path)
    found = everything_in(tmp_path / "bolaven.zip")
    for secret in (cast.noy.password.encode(), b"RARESECRET", b"RAREPINHASH", b"5e" * 32, b"c0" * 32):
        assert secret not in found
    assert [row["name"] for row in tables["people.Device"]] == ["Phone"]


@pytest.mark.django_db
def test_contacts_of_members_leave_those_of_others_do_not(cast: Cast, tmp_path: Path) -> None:
    household = Household.objects.create(name="Household of Ebong")
    Person.objects.filter(pk=cast.ebong.pk).update(sex="male", birth_year=1970, household=household)
    operations.appoint(
        id=new_id(), by=cast.actor("noy"), at=later(days=-9), person_id=cast.ebong.id, organization_id=cast.bolaven.id, office="clerk",
        until_at=later(days=-1),
    )  # fmt: skip
    tables = exported(cast, "bolaven", tmp_path)
    persons = {row["name"]: row for row in tables["people.Person"]}
    assert persons["Noy Sengdara"]["email"] == "noy@example.org"
    assert persons["Ebong Mbella"] == {**persons["Ebong Mbella"], "email": None, "sex": "", "birth_year": None, "household_id": None}
    assert persons.keys() == {"Noy Sengdara", "Kham Phommachan", "Vilay Keola", "Ebong Mbella"}
    assert tables["people.Household"] == []


@pytest.mark.django_db
def test_what_others_sealed_stays_sealed(cast: Cast, tmp_path: Path) -> None:
    """Reserve of one side and limit of the other, both rare: each leaves with its owner alone."""
    reserve, limit = Decimal("4.417317"), Decimal("6.282923")
    offer = an_offer(cast.actor("noy"), reserve=Price(reserve, "USD", "kg"))
    need = a_need(cast.actor("freja"), limit=Price(limit, "USD", "kg"), visibility="private")
    market = a_market(cast.actor("sofia"), at=AT)
    Market.objects.filter(pk=market.pk).update(
        frozen_input={"limits": [str(reserve), str(limit)]}, plan={"x": [str(reserve), str(limit)]}, defaults_used=f"x = {limit}"
    )
    a_container(market, (offer, need, 9_000))
    for organization, own, foreign in (("bolaven", reserve, limit), ("faelles", limit, reserve)):
        exported(cast, organization, tmp_path)
        found = everything_in(tmp_path / f"{organization}.zip")
        assert str(own).encode() in found
        assert str(foreign).encode() not in found, f"{organization} takes the other side's limit along"


@pytest.mark.django_db
def test_another_partys_need_comes_along_as_agreed(cast: Cast, tmp_path: Path) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("freja"))
    a_container(a_market(cast.actor("sofia"), at=AT), (offer, need, 9_000))
    (row,) = exported(cast, "bolaven", tmp_path)["trade.Need"]
    assert (row["kg"], row["max_landed_price"], row["currency"], row["state"]) == (9_000, "5.180000", "USD", "withdrawn")
    assert (row["posted_by_id"], row["posted_by_name"], row["buyer"]) == ("", "", "Fælles Brugs")


@pytest.mark.django_db
def test_nothing_of_others_leaves(cast: Cast, tmp_path: Path) -> None:
    an_offer(
        cast.actor("ebong"),
        reference="MUNGO-1",
        country="CM",
        port="CMDLA",
        product="cocoa",
        species="",
        process="",
        protocol="",
        score=None,
    )
    operations.correct_name(id=new_id(), by=cast.actor("ebong"), at=AT, name="Ebong Rarename")
    tables = exported(cast, "bolaven", tmp_path)
    found = everything_in(tmp_path / "bolaven.zip")
    assert b"MUNGO-1" not in found
    assert b"Rarename" not in found
    assert {row["name"] for row in tables["people.Organization"]} == {"Bolaven Coffee Growers"}


@pytest.fixture
def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    return tmp_path / "here", tmp_path / "there"


def run(folder: Path, *words: str, code: int = 0) -> str:
    """`rochdale …` of an installation in a folder of its own."""
    own = {
        "ROCHDALE_MODE": "demo",
        "ROCHDALE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/rochdale.sqlite3",
        "ROCHDALE_CONFIG": str(folder / "none.toml"),
        "DJANGO_SETTINGS_MODULE": "rochdale.config.settings",
        "LANG": "en",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ROCHDALE_", "DJANGO_", "LC_"))} | own
    done = subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


SEED = """
import django; django.setup()
from django.utils import timezone
from rochdale.base import documents
from rochdale.config.demo import demo_id, seed_demo_world
from rochdale.people import queries
at = timezone.now()
seed_demo_world(at)
chair = queries.officers_of(demo_id("dongmai"), at)[0]
by = queries.actor(chair.person_id, at, organization_id=demo_id("dongmai"))
documents.keep(by=by, at=at, name="ສັນຍາ.csv", content=b"lot,kg\\nDM-1,=60\\n")
"""
DEMO = "Dongmai Coffee Cooperative"


def parts_of(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as package:
        return {name: about["sha256"] for name, about in json.loads(package.read("manifest.json"))["files"].items()}


@pytest.mark.longest
@pytest.mark.heavy
def test_the_demos_lao_cooperative_arrives_in_an_empty_installation_equal_by_hashes(two_folders: tuple[Path, Path], tmp_path: Path) -> None:
    here, there = two_folders
    for folder in two_folders:
        migrated_copy(folder / "rochdale.sqlite3")
        run(folder, "-m", "rochdale", "migrate")
    assert "no single organization" in run(there, "-m", "rochdale", "export", DEMO, code=1)
    assert "There is no file" in run(there, "-m", "rochdale", "arrive", str(tmp_path / "none.zip"), code=1)
    run(here, "-c", SEED)
    run(here, "-m", "rochdale", "export", DEMO, "--out", str(tmp_path / "a.zip"))
    said = run(there, "-m", "rochdale", "arrive", str(tmp_path / "a.zip"))
    assert f"{DEMO} has arrived" in said
    kept = [name for name in parts_of(tmp_path / "a.zip") if name.startswith("documents/")]
    assert kept and f"{len(kept)} documents" in said
    run(there, "-m", "rochdale", "export", DEMO, "--out", str(tmp_path / "b.zip"))
    before, after = parts_of(tmp_path / "a.zip"), parts_of(tmp_path / "b.zip")
    assert before == after
    said = run(there, "-m", "rochdale", "arrive", str(tmp_path / "a.zip"), code=1)
    assert "There is something here already" in said
    run(there, "-m", "rochdale", "export", DEMO, "--out", str(tmp_path / "c.zip"))
    changed = {name for name, sha256 in parts_of(tmp_path / "c.zip").items() if sha256 != before.get(name)}
    assert changed == {"tables/base.auditentry.json", "tables/base.auditentry.csv"}, "only that it was exported is new"


@pytest.fixture
def own_folders(tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "var" / "documents"
    (tmp_path / "var").mkdir()


@pytest.mark.django_db
def test_a_leader_has_the_file_written_and_fetches_it(cast: Cast, client: WatchfulClient, own_folders: None, tmp_path: Path) -> None:
    documents.keep(by=cast.actor("noy"), at=AT, name="a.csv", content=b"lot,kg\n")
    client.force_login(cast.noy)
    page = reverse("people:leaving", args=[cast.bolaven.id])
    assert b"Passwords and codes are not in it" in client.get(page).content
    answer = client.post(page, {"operation_id": new_id()})
    job_id = UUID(answer.url.strip("/").split("/")[-1])
    with Worker(folder=tmp_path / "workers", clock=lambda: AT, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    export = reverse("people:export", args=[job_id])
    assert b"The file is written" in client.get(export).content
    fetched = client.post(export, {"operation_id": new_id()})
    with zipfile.ZipFile(io.BytesIO(b"".join(fetched.streaming_content))) as package:
        assert len([name for name in package.namelist() if name.startswith("documents/")]) == 1
    deeds = AuditEntry.objects.filter(organization_id=cast.bolaven.id).order_by("id").values_list("what", flat=True)
    assert list(deeds)[-2:] == ["people.start-export", "people.fetch-export"]


@pytest.mark.django_db
def test_only_one_file_is_written_at_a_time_and_only_for_leaders(cast: Cast) -> None:
    for person in ("kham", "vilay", "ebong", "sofia"):
        with pytest.raises(NotAllowed):
            start_export(id=new_id(), by=cast.actor(person), at=AT, organization_id=cast.bolaven.id)
    start_export(id=new_id(), by=cast.actor("noy"), at=AT, organization_id=cast.bolaven.id)
    with pytest.raises(Refused, match=r"people\.export-is-under-way"):
        start_export(id=new_id(), by=cast.actor("noy"), at=AT, organization_id=cast.bolaven.id)


@pytest.mark.django_db
def test_a_file_that_nobody_fetched_goes_after_a_day(cast: Cast, own_folders: None) -> None:
    job = UUID(start_export(id=new_id(), by=cast.actor("noy"), at=AT, organization_id=cast.bolaven.id))
    path = export_path(job)
    path.parent.mkdir()
    path.write_bytes(b"x")
    os.utime(path, (AT.timestamp(), AT.timestamp()))
    retention.remove_what_is_over(AT, AT + timedelta(hours=23))
    assert path.exists()
    retention.remove_what_is_over(AT, AT + timedelta(hours=25))
    assert not path.exists()
    with pytest.raises(Refused, match=r"people\.export-is-gone"):
        fetch_export(id=new_id(), by=cast.actor("noy"), at=AT, job_id=job)


@pytest.mark.django_db
def test_own_offers_and_needs_leave_whole(cast: Cast, tmp_path: Path) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("noy"))
    tables = exported(cast, "bolaven", tmp_path)
    assert (tables["trade.Offer"][0]["kg"], tables["trade.Need"][0]["kg"]) == (offer.kg, need.kg)


@pytest.mark.parametrize(("page", "written_by"), [("export.md", "export_page"), ("privacy.md", "privacy_page")])
def test_the_manual_says_what_the_parts_say(page: str, written_by: str) -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "reference_pages.py"))
    assert (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8") == tool[written_by](), "run `make fix`"
