"""A registrar brings a register as a table on screen: looked at, kept by the worker, each entity with its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.base.models import ImportedRow
from rochdale.base.worker import Worker
from rochdale.kernel.refusal import Refused
from rochdale.registry.models import EntityNow
from tests.cast import Cast
from tests.registry.offices import set_up
from tests.registry.test_applying import device, opened, text
from tests.registry.test_registers import FIRST, brought, csv

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2015, 1, 1)


@pytest.fixture
def worker(tmp_path: Path, settings: Any) -> Iterator[Worker]:
    settings.MEDIA_ROOT = tmp_path / "documents"
    with Worker(folder=tmp_path / "workers", clock=timezone.now, rest_seconds=0) as made:
        yield made


def bring(worker: Worker, *rows: str, on: str = "2024-12-31") -> str:
    client = device("bounmy")
    operation = re.findall(r'name="operation_id" value="([^"]+)"', opened(client, "/register/office/bring/"))[0]
    file = SimpleUploadedFile("register.csv", csv(*rows), "text/csv")
    told = {"operation_id": operation, "file": file, "layout": "rochdale", "office": "LA-CS", "as_of": on}
    page = client.post("/register/office/bring/", told, follow=True)
    return page.content.decode() if "/imports/" not in page.request["PATH_INFO"] else _kept(worker, page)


def _kept(worker: Worker, page: object) -> str:
    client, at = page.client, page.request["PATH_INFO"]  # type: ignore[attr-defined]
    seen = page.content.decode()  # type: ignore[attr-defined]
    operation = re.findall(r'name="operation_id" value="([^"]+)"', seen)
    client.post(f"{at}keep/", {"operation_id": operation[0], "choice": "rest"}, follow=True)
    worker.run(until_idle=True)
    return text(seen)


def test_a_register_is_looked_at_and_kept_row_by_row_with_its_origin(cast: Cast, worker: Worker) -> None:
    set_up()
    rows = [row.replace(",TG,", ",LA,") for row in FIRST]
    page = bring(worker, *rows, "4,,,,SCOOPS,LA,Nowhere,,")
    assert "The row has no name." in page and "Dekawowo" in page
    assert sorted(EntityNow.objects.values_list("name", flat=True)) == ["Coopérative Novissi", "Dekawowo", "dekawowo"]
    kept = ImportedRow.objects.exclude(thing_id="").order_by("id")
    assert {row.thing_id for row in kept} == {str(one) for one in EntityNow.objects.values_list("entity_id", flat=True)}

    page = bring(worker, *rows, "5,Tokpli,,TG-5,SCOOPS,LA,Champasak / Paksong / Lak,,", on="2025-12-31")
    assert "3 rows tell of what the register has already, 1 are new." in page
    assert EntityNow.objects.count() == 4
    assert "A register of" in text(bring(worker, *rows, on="2019-12-31")), "years come in their order"


def test_an_older_year_is_refused_from_the_command_line_too(cast: Cast) -> None:
    brought(*FIRST)
    with pytest.raises(Refused) as caught:
        brought(*FIRST, on=FIRST_DAY)
    assert caught.value.refusals[0].code == "registry.older-than-brought"
