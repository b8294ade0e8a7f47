"""Papers of a dossier are photographed; the office sees them with their hashes; what was handed in stays."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.kernel.refusal import Refused
from rochdale.registry import operations
from rochdale.registry.models import DossierScan
from tests.cast import Cast, id_of
from tests.registry.offices import act, answers, begun, set_up
from tests.registry.test_applying import device, opened, sent, text

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up(timezone.now().year)


def test_a_paper_is_photographed_seen_by_the_office_and_stays_once_it_was_handed_in() -> None:
    row = begun(act("mali", "lak"), "LA", answers("COOP", "Lak Sip Coffee Cooperative", "LA", 12))
    phone, officer, at = device("mali"), device("bounmy"), f"/register/applications/{row.id}/"
    wrong = sent(phone, f"{at}scans/", what="STATUTES", file_1=SimpleUploadedFile("a.exe", b"MZ"))
    assert not DossierScan.objects.exists() and "Scans of papers" not in text(wrong)
    sent(phone, f"{at}scans/", what="STATUTES", file_1=SimpleUploadedFile("p1.png", PNG), file_2=SimpleUploadedFile("p2.png", PNG + b"2"))
    first, second = DossierScan.objects.order_by("at", "sha256")
    page = text(opened(phone, at))
    assert sha256(PNG).hexdigest()[:12] in page and "Scans of papers" in page
    phone.post(f"/register/applications/scans/{second.id}/out/", {"operation_id": id_of("out")})
    assert DossierScan.objects.filter(out_at=None).count() == 1 and DossierScan.objects.count() == 2

    assert officer.get(f"/register/applications/scans/{first.id}/").status_code == 404, "a draft is its group's alone"
    sent(phone, f"{at}hand-in/")
    here = DossierScan.objects.get(out_at=None)
    assert "Scans of papers" in text(opened(officer, f"/register/office/{row.id}/"))
    shown = officer.get(f"/register/applications/scans/{here.id}/")
    assert shown.status_code == 200 and shown["Cache-Control"] == "no-store"
    assert device("tabi").get(f"/register/applications/scans/{here.id}/").status_code == 404
    with pytest.raises(Refused, match="scan-was-handed-in"):
        operations.take_scan_out(id=id_of("late"), by=act("mali", "lak"), at=timezone.now(), scan_id=here.id)


def test_a_desk_photographs_what_it_keys() -> None:
    clerk = act("bounmy", "register")
    dossier = operations.key_dossier(
        id=id_of("paper"), by=clerk, at=timezone.now(), office_id=id_of("LA-CS"), kind="register",
        book={"book": "1", "page": "2", "line": "3"}, received_on=timezone.now().date(),
    )  # fmt: skip
    at = f"/register/applications/{dossier}/"
    sent(device("bounmy"), f"{at}scans/", what="OTHER", file_1=SimpleUploadedFile("page.png", PNG))
    assert "Another paper" in text(opened(device("sone"), at))
