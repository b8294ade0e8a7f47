"""Evidence through the pages, as people do it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rochdale.base.models import Look
from rochdale.kernel.ids import new_id
from rochdale.people.acting import SESSION_KEY
from rochdale.people.models import Sharing
from rochdale.supply.models import Captured, EvidencePack, LegalPaper, Lot, ProofRule, RiskResult
from tests.access import rows_supply_proof as rows
from tests.access.matrix import World, visitor
from tests.cast import Cast
from tests.supply.proof.test_epcis import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(cast: Cast) -> World:
    """What the access rows prepare: tea of Bolaven, a pack for Fælles."""
    found = World(cast)
    rows.prepare(found)
    return found


def acting(cast: Cast, person: str, organization: str) -> Client:
    client = Client()
    client.force_login(cast.people[person])
    session = client.session
    session[SESSION_KEY] = str(cast.organizations[organization].id)
    session.save()
    return client


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_officer_sees_that_the_lot_proves_itself(cast: Cast, tea: World) -> None:
    page = body(acting(cast, "noy", "bolaven").get(f"/supply/lots/{tea.made['tea-lot']}/evidence/"))
    assert "Nothing that was checked speaks against it" in page and "need no statement" in page and "TEA-7" in page


def test_the_buyer_says_what_for_then_fetches_and_the_owner_can_read_it(cast: Cast, tea: World) -> None:
    freja = acting(cast, "freja", "faelles")
    assert "E-" in body(freja.get("/supply/packs-for-us/"))
    address = f"/supply/packs-for-us/{tea.made['tea-pack']}/"
    assert freja.get(f"{address}file/").status_code == 302
    assert freja.post(address, {"operation_id": new_id(), "purpose": "Statement for June"}).status_code == 302
    answer = freja.get(f"{address}file/")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    look = Look.objects.get()
    assert (look.purpose, look.owner_id) == ("Statement for June", cast.organizations["bolaven"].id)


@pytest.mark.parametrize("ends", ["consent", "day", "withdrawn"])
def test_fetching_ends_with_consent_day_or_withdrawal(cast: Cast, tea: World, ends: str) -> None:
    pack = EvidencePack.objects.filter(pk=tea.made["tea-pack"])
    if ends == "consent":
        Sharing.objects.update(until_at=timezone.now() + timedelta(seconds=1))
    elif ends == "day":
        pack.update(readable_until=timezone.now() - timedelta(days=1))
    else:
        pack.update(state="withdrawn", because="wrong weight")
    freja = acting(cast, "freja", "faelles")
    assert freja.get(f"/supply/packs-for-us/{tea.made['tea-pack']}/").status_code == 403
    assert "Can no longer be fetched" in body(freja.get("/supply/packs-for-us/"))


def test_a_risk_a_paper_and_a_reference_are_written_down(cast: Cast, tea: World) -> None:
    noy = acting(cast, "noy", "bolaven")
    answers = {
        "operation_id": new_id(),
        "risk": "low",
        "on": timezone.localdate().isoformat(),
        "provider": "Whisp",
        "provider_version": "2.1",
    }
    assert noy.post(f"/supply/plots/{tea.made['tea-plot']}/risk/", answers).status_code == 302
    assert RiskResult.objects.get().risk == "low"
    assert "Nothing speaks against this plot" in body(noy.get(f"/supply/plots/{tea.made['tea-plot']}/lots/"))
    file = SimpleUploadedFile("title.pdf", b"%PDF-1.7 a title")
    paper = {"operation_id": new_id(), "kind": "land-title", "number": "T 7", "issued_on": "2020-01-01", "valid_until": "", "file": file}
    assert noy.post(f"/supply/legal-papers/new/?plot={tea.made['tea-plot']}", paper).status_code == 302
    kept = LegalPaper.objects.get()
    assert (kept.about, str(kept.about_id)) == ("plot", str(tea.made["tea-plot"])) and kept.sha256
    assert "Land title" in body(noy.get("/supply/legal-papers/"))
    noy.post(f"/supply/shipments/{tea.made['tea-shipment']}/statement/", {"operation_id": new_id(), "reference": "26FR-1"})
    assert "26FR-1" in body(noy.get(f"/supply/lots/{tea.made['tea-lot']}/evidence/"))


def test_a_document_of_events_is_brought_as_a_file(cast: Cast, tea: World) -> None:
    noy = acting(cast, "noy", "bolaven")
    good = SimpleUploadedFile("events.jsonld", json.dumps(GOOD).encode())
    answer = noy.post("/supply/events/new/", {"operation_id": new_id(), "file": good, "sender": "Mill"})
    assert "2027-01-18T15:00:00+07:00 (+07:00)" in body(noy.get(answer["Location"]))
    bad = SimpleUploadedFile("events.jsonld", json.dumps(GOOD).replace("KGM", "KG").encode())
    page = body(noy.post("/supply/events/new/", {"operation_id": new_id(), "file": bad}))
    assert "/epcisBody/eventList/0/quantityList/0/uom" in page and Captured.objects.count() == 2


def test_a_row_of_the_law_is_recorded_by_who_runs_the_market(cast: Cast, tea: World) -> None:
    sofia = visitor(tea, "operator")
    row = {"operation_id": new_id(), "kind": "country", "key": "LA", "value": "standard", "since_on": "2026-11-01", "source": "OJ L 2026/1"}
    answer = sofia.post("/supply/law/new/", row)
    assert answer["Location"] == "/supply/law/"
    assert ProofRule.objects.get().by_name == "Sofia Rasmussen"
    assert "OJ L 2026/1" in body(sofia.get("/supply/law/"))


def test_a_lot_goes_out_as_events(cast: Cast, tea: World) -> None:
    answer = acting(cast, "noy", "bolaven").get(f"/supply/lots/{tea.made['tea-lot']}/events.jsonld")
    assert json.loads(answer.content)["type"] == "EPCISDocument"
    assert Lot.objects.get(pk=tea.made["tea-lot"]).code in answer["Content-Disposition"]
