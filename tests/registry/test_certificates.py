"""Certificates from the registrar's desk to whoever holds the paper: issued, printed, checked, also after the cooperative's end."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.kernel.signing_keys import new_key
from rochdale.registry.certificate_paper import says
from rochdale.registry.commands import registry
from rochdale.registry.keys import signing_key
from rochdale.registry.models import Certificate, Filing
from rochdale.registry.operations import correct_filing, issue_certificate, withdraw_key
from rochdale.registry.rules.certificates import signed
from tests.cast import AT, Cast
from tests.registry.public import LATE, binum, id_by, phou_hom, small_register

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    small_register()


def issued(entity_id: UUID, on: date = TODAY, **more: UUID) -> Certificate:
    return Certificate.objects.get(pk=issue_certificate(id=new_id(), by=SYSTEM, at=AT, entity_id=entity_id, on=on, **more))


def checked(client: Client, text: str) -> str:
    return client.get(reverse("registry:verify"), {"s": text}).content.decode()


def test_a_registrar_issues_and_prints_it_and_anybody_checks_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.bounmy)
    page = client.get(reverse("registry:issue-certificate", args=[phou_hom()]))
    form = {"operation_id": page.context["form"].initial["operation_id"], "on": "2020-01-01"}
    made = client.post(page.request["PATH_INFO"], form, follow=True)
    row = Certificate.objects.get()
    assert row.serial in made.content.decode()
    assert row.serial in client.get(reverse("registry:entity", args=[phou_hom()])).content.decode()
    paper = client.get(reverse("registry:certificate-paper", args=[row.id, "fr"]))
    assert paper.content.startswith(b"%PDF-")
    found = checked(Client(), row.statement)
    assert "True: the register says the same today." in found
    assert "Phou Hom Coffee" in found


def test_a_letter_changed_is_said_to_be_false_and_what_it_says_is_not_repeated(client: Client) -> None:
    head, body, signature = issued(binum()).statement.split(".")
    found = checked(client, f"{head}.{body[:-9]}{'A' if body[-9] != 'A' else 'B'}{body[-8:]}.{signature}")
    assert "False: it was changed" in found
    assert "SCOOPS Binum" not in found


def test_after_its_end_the_old_certificate_is_true_on_its_date(client: Client) -> None:
    row = issued(id_by("CM-SW-2012-0007"), date(2015, 5, 5))
    assert "True on its date, 5 May 2015; dissolved since 30 June 2020." in checked(client, row.statement)


def test_who_moved_since_is_told_with_what_has_changed(client: Client) -> None:
    row = issued(binum(), date(2000, 1, 1))
    assert "True on its date, 1 January 2000. Since then something has changed: Name, Number, Form." in checked(client, row.statement)


def test_a_correction_of_its_day_is_told(client: Client) -> None:
    row = issued(binum(), date(2000, 1, 1))
    wrong = Filing.objects.get(entity_id=binum(), kind="historic")
    seat = {"code": "CM/sud-ouest/fako/limbe", "names": ["Sud-Ouest", "Fako", "Limbe"]}
    correct_filing(id=new_id(), by=SYSTEM, at=AT, filing_id=wrong.id, says={**wrong.says, "seat": seat}, reason="The book says Limbe.")
    assert "The register was corrected since: Seat." in checked(client, row.statement)


def test_no_certificate_of_a_day_on_which_it_was_dissolved_or_unknown() -> None:
    for entity_id, on, code in (
        (id_by("CM-SW-2012-0007"), TODAY, "registry.certificate-of-a-dissolved"),
        (binum(), date(1990, 1, 1), "registry.certificate-before-registration"),
        (binum(), date(2030, 1, 1), "registry.certificate-day-is-to-come"),
    ):
        with pytest.raises(Refused) as refused:
            issued(entity_id, on)
        assert refused.value.refusals[0].code == code


def test_a_reprint_has_another_serial(client: Client, cast: Cast) -> None:
    first = issued(phou_hom(), date(2020, 1, 1))
    client.force_login(cast.bounmy)
    page = client.get(reverse("registry:certificate", args=[first.id]))
    client.post(reverse("registry:reprint-certificate", args=[first.id]), {"operation_id": page.context["form"].initial["operation_id"]})
    again = Certificate.objects.get(instead_of=first)
    assert again.serial != first.serial
    assert again.on == first.on
    assert "True" in checked(client, again.statement)


def test_only_a_registrar_issues(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        issue_certificate(id=new_id(), by=cast.actor("noy"), at=AT, entity_id=binum(), on=TODAY)


def test_sent_twice_it_is_issued_once(cast: Cast) -> None:
    same = {"id": new_id(), "by": cast.actor("bounmy"), "entity_id": phou_hom(), "on": TODAY}
    assert issue_certificate(at=AT, **same) == issue_certificate(at=LATE, **same)  # type: ignore[arg-type]
    assert Certificate.objects.count() == 1


def test_without_a_key_none_is_issued(settings: object) -> None:
    settings.CERTIFICATE_KEY = ""  # type: ignore[attr-defined]
    with pytest.raises(Refused) as refused:
        issued(binum())
    assert refused.value.refusals[0].code == "registry.no-certificate-key"


def test_after_the_key_has_changed_old_certificates_stay_true(client: Client, settings: object) -> None:
    old = issued(binum())
    settings.CERTIFICATE_KEY = new_key()  # type: ignore[attr-defined]
    new = issued(binum())
    assert old.key_id != new.key_id
    for row in (old, new):
        assert "True: the register says the same today." in checked(client, row.statement)
    kids = {key["kid"] for key in client.get(reverse("registry:keys-file")).json()["keys"]}
    assert kids == {old.key_id, new.key_id}
    assert old.key_id in client.get(reverse("registry:keys")).content.decode()


def test_under_a_withdrawn_key_only_what_is_listed_is_believed(client: Client, settings: object) -> None:
    listed = issued(binum())
    thief = signing_key()
    assert thief
    forged = signed(replace(says(listed), serial="2222-2222-2222"), thief)
    assert "True" in checked(client, forged)
    settings.CERTIFICATE_KEY = new_key()  # type: ignore[attr-defined]
    withdraw_key(id=new_id(), by=SYSTEM, at=AT, key_id=listed.key_id, reason="The server was stolen.")
    assert "Do not rely on it" in checked(client, forged)
    assert "True: the register says the same today." in checked(client, listed.statement)


def test_a_key_that_still_signs_is_not_withdrawn() -> None:
    row = issued(binum())
    with pytest.raises(Refused) as refused:
        withdraw_key(id=new_id(), by=SYSTEM, at=AT, key_id=row.key_id, reason="Lost")
    assert refused.value.refusals[0].code == "registry.key-still-signs"


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(registry, ["verify-certificate", *words])
    return done.exit_code, done.output


def test_the_command_reads_a_text_an_address_a_file_and_the_paper_itself(client: Client, cast: Cast, tmp_path: Path) -> None:
    row = issued(phou_hom())
    client.force_login(cast.bounmy)
    (tmp_path / "c.pdf").write_bytes(client.get(reverse("registry:certificate-paper", args=[row.id, "en"])).content)
    (tmp_path / "c.txt").write_text(f"https://x.example/register/verify/?s={row.statement}\n")
    for given in (row.statement, str(tmp_path / "c.txt"), str(tmp_path / "c.pdf")):
        code, said = run(given, "--json")
        told = json.loads(said)
        assert (code, told["is_true"], told["standing"], told["statement"]["name"]) == (0, True, "still", "Phou Hom Coffee")
    code, said = run(row.statement[:-4] + "AAAA")
    assert code == 1
    assert said.startswith("False:")


def test_the_command_checks_with_public_keys_alone(client: Client, tmp_path: Path) -> None:
    row = issued(binum())
    (tmp_path / "keys.json").write_bytes(client.get(reverse("registry:keys-file")).content)
    code, said = run(row.statement, "--keys", str(tmp_path / "keys.json"))
    assert code == 0
    assert "by the key alone" in said


@pytest.mark.parametrize(("typed", "says"), [("hello", "That is no certificate."), ("a.b.c", "False: it was changed")])
def test_whatever_is_pasted_gets_one_sentence(client: Client, typed: str, says: str) -> None:
    assert escape(says) in checked(client, typed)


def test_the_kept_page_holds_the_keys_and_says_so_for_any_question(client: Client) -> None:
    row = issued(binum())
    page = client.get(reverse("registry:verify"))
    assert page["Rochdale-Keep"] == "as-is"
    assert page["Rochdale-Any-Query"] == "yes"
    assert row.key_id in page.content.decode()
    assert "Rochdale-Keep" not in client.get(reverse("registry:verify"), {"s": row.statement})


def test_a_registrar_acts_for_the_own_office_and_those_under_it(client: Client, cast: Cast) -> None:
    bounmy = cast.actor("bounmy")
    foreign = issued(binum())
    filing = Filing.objects.filter(entity_id=binum()).first()
    assert filing
    for act in (
        lambda: issue_certificate(id=new_id(), by=bounmy, at=AT, entity_id=binum(), on=TODAY),
        lambda: correct_filing(id=new_id(), by=bounmy, at=AT, filing_id=filing.id, says=filing.says, reason="Not mine"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusals[0].code == "registry.of-another-office"
    client.force_login(cast.bounmy)
    assert client.get(reverse("registry:certificate", args=[foreign.id])).status_code == 404
    assert "Issue a certificate" not in client.get(reverse("registry:entity", args=[binum()])).content.decode()
    assert "Issue a certificate" in client.get(reverse("registry:entity", args=[phou_hom()])).content.decode()
