"""What a manager does with a table: choose it, look at it, decide, see what became of it; without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rochdale.base.documents import MOST_BYTES
from rochdale.base.models import Document, ExchangeRate, ImportRun
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from tests.cast import Cast
from tests.people.at_device import enrolled, in_hand, is_in, signed_in
from tests.site.desk.conftest import As

pytestmark = pytest.mark.django_db
FILE = "currency,rate\nLAK,23000\nTHB,ສາມສິບ\nXXX,1\nUSD,1.1\n".encode()


def choose(client: Client, content: bytes = FILE, name: str = "rates.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/imports/new/test.rates/", {"operation_id": new_id(), "file": file}, follow=True)


def text(response: Any) -> str:
    return response.content.decode()


def test_a_manager_brings_a_file_and_sees_what_became_of_it(as_: As, worker: Worker) -> None:
    noy = as_("noy")
    assert "Bring rates" in text(noy.get("/imports/"))
    assert "Nothing is kept yet" in text(noy.get("/imports/new/test.rates/"))

    preview = choose(noy)
    assert "3 sound rows, 1 with faults" in " ".join(text(preview).split())
    assert "B3" in text(preview)
    assert "ສາມສິບ" in text(preview)
    assert "Write how many THB one euro buys." in text(preview)
    assert "23000" in text(preview)

    run = ImportRun.objects.get()
    waiting = noy.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "rest"}, follow=True)
    assert "Waits for its turn." in text(waiting)
    assert '<noscript><meta http-equiv="refresh"' in text(waiting)
    worker.run(until_idle=True)

    done = text(noy.get(waiting.request["PATH_INFO"]))
    assert "Done. 3 of 3 rows looked at" in done
    assert f'href="/imports/{run.id}/"' in done
    assert "http-equiv" not in done
    outcome = text(noy.get(f"/imports/{run.id}/"))
    assert "2 rows are kept" in outcome
    assert "XXX is no currency we know." in outcome
    assert ExchangeRate.objects.count() == 2


def test_progress_alone_is_sent_to_a_page_that_renews_itself(as_: As) -> None:
    noy = as_("noy")
    choose(noy)
    run = ImportRun.objects.get()
    page = noy.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "rest"}, follow=True)
    part = text(noy.get(page.request["PATH_INFO"], headers={"HX-Request": "true"}))
    assert part.strip().startswith('<div class="stack" id="progress"')
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part


def test_all_or_none_is_offered_only_for_a_file_without_faults(as_: As) -> None:
    noy = as_("noy")
    assert 'value="all"' not in text(choose(noy))
    assert 'value="all"' in text(choose(noy, b"currency,rate\nLAK,23000\n"))


def test_a_choice_that_was_not_offered_is_not_taken(as_: As) -> None:
    noy = as_("noy")
    choose(noy)
    run = ImportRun.objects.get()
    answer = noy.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "all"})
    assert answer.status_code == 200
    assert ImportRun.objects.get().job_id is None


@pytest.mark.parametrize(
    ("says", "name", "content", "sentence"),
    [
        ("a picture", "rates.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture, not a table."),
        ("an old workbook", "rates.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "Open it and save it as .xlsx."),
        ("nothing", "rates.csv", b"", "There is nothing in this file."),
        ("another kind", "rates.pdf", b"%PDF-1.7", "Bring one that ends in .csv, .xlsx."),
        ("too much", "rates.csv", b"a" * (MOST_BYTES + 1), "is larger than 10 MB"),
    ],
)
def test_a_file_that_will_not_do_gets_a_sentence_and_leaves_nothing(says: str, name: str, content: bytes, sentence: str, as_: As) -> None:
    answer = choose(as_("noy"), content, name)
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert not Document.objects.exists()


def test_the_faults_can_be_taken_away_as_a_table(as_: As) -> None:
    noy = as_("noy")
    choose(noy)
    answer = noy.get(f"/imports/{ImportRun.objects.get().id}/faults.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "3,B3,rate,ສາມສິບ,A rate is above 0." in answer.content.decode("utf-8-sig")


def test_an_empty_table_can_be_taken_along(as_: As) -> None:
    assert as_("noy").get("/imports/new/test.rates/example.csv").content.decode("utf-8-sig").strip() == "currency,rate"


def test_another_cooperative_knows_nothing_of_it(as_: As) -> None:
    choose(as_("noy"))
    run = ImportRun.objects.get()
    ebong = as_("ebong")
    assert ebong.get(f"/imports/{run.id}/").status_code == 404
    assert ebong.get(f"/imports/{run.id}/faults.csv").status_code == 404
    assert ebong.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "rest"}).status_code == 404
    assert ebong.get(f"/documents/{run.document_id}/").status_code == 404
    assert str(run.id) not in text(ebong.get("/imports/"))


def test_who_may_not_bring_it_is_told_so(as_: As) -> None:
    kham = as_("kham")
    assert "There is nothing you can bring here." in text(kham.get("/imports/"))
    assert kham.get("/imports/new/test.rates/").status_code == 403
    assert choose(kham).status_code == 403
    assert not Document.objects.exists()


def test_on_a_shared_phone_an_import_is_one_task_up_to_its_outcome(cast: Cast, worker: Worker) -> None:
    phone = in_hand(enrolled(cast, is_shared=True))
    signed_in(phone, cast.noy)
    assert "sound rows" in text(choose(phone))
    run = ImportRun.objects.get()
    job = phone.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "rest"}, follow=True)
    worker.run(until_idle=True)
    assert "Look at the outcome" in text(phone.get(job.request["PATH_INFO"]))
    assert "2 rows are kept" in text(phone.get(f"/imports/{run.id}/"))
    assert is_in(phone, cast.noy)
