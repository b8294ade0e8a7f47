"""Certificates of learning: issued from a group's page, checked by anybody and by a library of others, taken back."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from rochdale.base.erasing import Traces, erase
from rochdale.base.models import AuditEntry
from rochdale.config.environment import OPTIONS
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.kernel.signing_keys import new_key
from rochdale.learning.achievements import achievement
from rochdale.learning.commands import learning
from rochdale.learning.credential_paper import certificate_pdf
from rochdale.learning.models import Credential, CredentialKey, CredentialKind, Group, Revocation
from rochdale.learning.operations import CredentialOrder, RunSheet, issue_credential, keep_run, revoke_credential
from rochdale.learning.queries.credentials import earned_in
from rochdale.learning.rules.baking import unbaked
from tests.cast import Cast
from tests.learning.sheets import SHEET, key_of

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def key(cast: Cast) -> str:
    """A group that Bolaven hosts: Boun and Noy answered twice, Keo and Mali did not."""
    key = key_of("badges")
    run(key, cast)
    return key


def run(key: str, cast: Cast, module: str = "t1", **fields: str) -> UUID:
    id, at = new_id(), timezone.now()
    sheet = {**SHEET, f"used-{module}-1": "30", **fields}
    keep_run(id=id, by=cast.actor("noy"), at=at, key=key, sheet=RunSheet("think", "0.2.0", module, "en", "paper", sheet))
    return id


def ordered(**changed: Any) -> CredentialOrder:
    """What an officer of Bolaven would order for the first who earned something."""
    group = Group.objects.get()
    one = earned_in(group)[0]
    assert group.host_id is not None
    usual = {
        "kind": CredentialKind.PARTICIPANT, "issuer_id": group.host_id, "site": SITE, "code": one.achievement,
        "achievement": achievement(one.achievement, SITE, "en"), "language": "en", "person": one.person, "holder": one.name,
        "evidence": one.evidence, "group_id": group.id,
    }  # fmt: skip
    return CredentialOrder(**{**usual, **changed})


def issued(cast: Cast, **changed: Any) -> Credential:
    code = issue_credential(id=new_id(), by=cast.actor("noy"), at=timezone.now(), order=ordered(**changed))
    return Credential.objects.get(code=code)


def fetched(client: Client) -> Callable[[str], bytes]:
    """What the library of others asks the net for, asked here."""

    def ask(address: str) -> bytes:
        answer = client.get(address.replace("https://testserver", ""))
        assert answer.status_code == 200
        return bytes(answer.content)

    return ask


def test_a_library_of_others_finds_it_good_then_changed_then_revoked(key: str, cast: Cast, client: Client) -> None:
    row = issued(cast, site="https://testserver")
    client.defaults["wsgi.url_scheme"], client.defaults["SERVER_PORT"] = "https", "443"
    verifier = OB3Verifier.for_issuer_did(row.issuer, download=fetched(client))
    found = verifier.verify(row.token, check_status=True, download=fetched(client))
    assert (found.id, found.issuer.name) == (row.address, "Bolaven Coffee Growers")
    assert found.recipient_id == f"urn:uuid:{row.subject_id}"
    for place in (10, len(row.token) // 2, len(row.token) - 10):
        with pytest.raises(OB3VerificationError):
            verifier.verify(row.token[:place] + ("A" if row.token[place] != "A" else "B") + row.token[place + 1 :])
    png, svg = (bytes(client.get(f"/learning/badges/{row.code}/files/{kind}/").content) for kind in ("png", "svg"))
    assert OB3Verifier.extract_token_from_png(png) == OB3Verifier.extract_token_from_svg(svg) == row.token
    other = issued_to_another(cast)
    revoke_credential(id=new_id(), by=cast.actor("noy"), at=timezone.now(), credential_id=row.id, reason="The wrong person.")
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(row.token, check_status=True, download=fetched(client))
    verifier.verify(other.token, check_status=True, download=fetched(client))


def issued_to_another(cast: Cast) -> Credential:
    one = next(one for one in earned_in(Group.objects.get()) if one.name == "Noy")
    return issued(cast, site="https://testserver", person=one.person, holder=one.name, evidence=one.evidence)


def test_it_is_issued_from_the_page_of_the_group(key: str, cast: Cast, client: Client) -> None:
    address = f"/learning/groups/{key}/certificates/"
    assert address in client.get(f"/learning/groups/{key}/").content.decode()
    assert "Bolaven Coffee Growers hosts this group" in client.get(address).content.decode()
    client.force_login(cast.noy)
    page = client.get(address).content.decode()
    assert page.count('name="earned"') == 2, "Keo and Mali gave no answers"
    ticked = [piece.split('"')[0] for piece in page.split('name="earned" value="')[1:]]
    wants_name = page.split('name="publishes" value="')[1].split('"')[0]
    form = {"operation_id": new_id(), "earned": ticked, "publishes": [wants_name]}
    assert client.post(address, form).status_code == client.post(address, form).status_code == 302
    boun, noy = Credential.objects.order_by("-names_holder")
    assert (boun.holder, noy.holder) == ("Boun", "Noy")
    client.logout()
    seen, unnamed = (client.get(f"/learning/badges/{row.code}/").content.decode() for row in (boun, noy))
    assert "Good: it was issued as it stands here" in seen
    assert "Boun" in seen
    assert "Noy" not in unnamed
    assert "The name stands on the paper" in unnamed
    assert client.get(f"{address}{noy.code}/lo.pdf").content.startswith(b"%PDF-")
    assert client.get(f"/learning/groups/{key_of('guessed')}/certificates/{noy.code}/lo.pdf").status_code == 404


def test_a_stage_or_bundle_is_earned_with_its_last_module(key: str, cast: Cast) -> None:
    assert {one.achievement for one in earned_in(Group.objects.get())} == {"think/t1"}
    run(key, cast, "t6")
    found = [one for one in earned_in(Group.objects.get()) if one.name == "Boun"]
    assert [one.achievement for one in found] == ["think/t1", "think/t6", "taster"]


@pytest.mark.parametrize(
    ("says", "changed"),
    [
        ("a name that is not on the sheet", {"holder": "Somebody"}),
        ("another module", {"code": "think/t3"}),
        ("another sheet", {"evidence": ("no sheet",)}),
        ("no group at all", {"group_id": None}),
        ("a group that is none", {"group_id": UUID(int=7)}),
    ],
)
def test_what_was_not_earned_is_not_certified(key: str, cast: Cast, says: str, changed: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        issued(cast, **changed)
    assert refused.value.refusals[0].code == "learning.certificate-is-not-earned", says
    assert not Credential.objects.exists()


@pytest.mark.parametrize("who", ["kham", "ebong", "bounmy", "sofia"])
def test_nobody_else_issues_or_takes_back(key: str, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        issue_credential(id=new_id(), by=cast.actor(who), at=timezone.now(), order=ordered())
    row = issued(cast)
    with pytest.raises(NotAllowed):
        revoke_credential(id=new_id(), by=cast.actor(who), at=timezone.now(), credential_id=row.id, reason="x")


def test_a_group_without_a_host_has_nobody_who_issues(cast: Cast, client: Client) -> None:
    sheet, at = RunSheet("think", "0.2.0", "t1", "en", "phone", SHEET), timezone.now()
    keep_run(id=new_id(), by=cast.actor("noy").__class__("group:x", ""), at=at, key=key_of("alone"), sheet=sheet)
    client.force_login(cast.noy)
    page = client.get(f"/learning/groups/{key_of('alone')}/certificates/").content.decode()
    assert "No organization hosts this group yet" in page
    assert client.post(f"/learning/groups/{key_of('alone')}/certificates/", {"operation_id": new_id()}).status_code == 403


def test_sent_twice_it_is_issued_once_and_nobody_gets_the_same_again(key: str, cast: Cast) -> None:
    same = {"id": new_id(), "by": cast.actor("noy"), "order": ordered()}
    assert issue_credential(at=timezone.now(), **same) == issue_credential(at=timezone.now() + timedelta(hours=1), **same)
    with pytest.raises(Refused, match="issued-already"):
        issued(cast)
    first = Credential.objects.get()
    revoke_credential(id=new_id(), by=cast.actor("noy"), at=timezone.now(), credential_id=first.id, reason="A slip of the pen.")
    again = issued(cast)
    assert again.subject_id == first.subject_id, "the same person has the same opaque id"
    assert again.status_index != first.status_index
    assert set(AuditEntry.objects.values_list("what", flat=True)) >= {"learning.issue-credential", "learning.revoke-credential"}


def test_nothing_of_the_person_is_signed_but_what_was_wanted(key: str, cast: Cast) -> None:
    row = issued(cast)
    told = json.dumps(OB3Verifier._decode_unverified(row.token))
    assert not any(word in told for word in ("Boun", "36-59", "Ban Nong", str(row.group_id)))


def test_a_certificate_cannot_be_rewritten(key: str, cast: Cast) -> None:
    row = issued(cast)
    for change in ({"achievement": "work"}, {"issuer_id": new_id()}, {"status_index": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Credential.objects.filter(pk=row.pk).update(**change)


def test_a_trainers_certificate_is_ordered_by_whoever_knows_the_level(cast: Cast) -> None:
    level = achievement("trainers", SITE, "fr")
    row = issue_credential(
        id=new_id(), by=cast.actor("noy"), at=timezone.now(),
        order=CredentialOrder(
            CredentialKind.TRAINER, cast.bolaven.id, SITE, "trainer", level, "fr", "trainer 7", "Mali", ["event 1"],
            valid_until=timezone.now() + timedelta(days=700),
        ),
    )  # fmt: skip
    found = Credential.objects.get(code=row)
    assert (found.kind, found.title) == ("trainer", "Deux jours pour former les autres")
    assert found.group_id is None


# Looked at by anybody


def looked_at(client: Client, **sends: Any) -> str:
    answer = client.post("/learning/badges/", sends)
    assert len(answer.content) < 10_000
    return str(answer.content.decode())


def test_anybody_checks_a_text_a_number_or_a_picture(key: str, cast: Cast, client: Client) -> None:
    row = issued(cast)
    assert "Good: it was issued" in looked_at(client, text=row.token)
    for typed in (row.code.lower(), row.code.replace("-", " "), row.address):
        assert client.post("/learning/badges/", {"text": typed}).url == f"/learning/badges/{row.code}/"
    for kind in ("png", "svg", "jwt"):
        content = bytes(client.get(f"/learning/badges/{row.code}/files/{kind}/").content)
        assert "Good: it was issued" in looked_at(client, file=SimpleUploadedFile(f"badge.{kind}", content))
    assert "It was changed" in looked_at(client, text=row.token[:-9] + "AAAA" + row.token[-5:])
    assert "That is no certificate." in looked_at(client, text="hello")
    assert "That is no certificate." in looked_at(client, file=SimpleUploadedFile("badge.png", b"\x89PNG\r\n\x1a\n"))
    revoke_credential(id=new_id(), by=cast.actor("noy"), at=timezone.now(), credential_id=row.id, reason="The wrong person.")
    page = looked_at(client, text=row.token)
    assert "Taken back" in page
    assert "wrong person" not in page


def test_a_number_nobody_knows_is_answered_with_advice(client: Client) -> None:
    answer = client.get("/learning/badges/K7QM-2XPD-9FRT/")
    assert answer.status_code == 404
    assert "scan the small code" in answer.content.decode()


def test_the_page_to_check_weighs_little_and_needs_no_script(client: Client) -> None:
    for language in ("en", "fr", "lo"):
        client.cookies["django_language"] = language
        page = client.get("/learning/badges/").content
        assert len(gzip.compress(page)) < 5_000
        assert b'<form class="stack" method="post"' in page


def test_after_the_key_has_changed_old_certificates_stay_good(key: str, cast: Cast, client: Client, settings: Any) -> None:
    old = issued(cast)
    settings.CERTIFICATE_KEY = new_key()
    new = issued_to_another(cast)
    assert old.key_id != new.key_id
    assert CredentialKey.objects.count() == 2
    assert "Good: it was issued" in looked_at(client, text=old.token)
    names = [one["id"] for one in client.get(f"/learning/by/{old.issuer_code}/did.json").json()["verificationMethod"]]
    assert [name.rpartition("#")[2] for name in names] == [new.key_id, old.key_id]
    assert "d" not in client.get(f"/learning/by/{old.issuer_code}/did.json").json()["verificationMethod"][0]["publicKeyJwk"]


def test_without_a_key_none_is_issued(key: str, cast: Cast, settings: Any) -> None:
    settings.CERTIFICATE_KEY = ""
    with pytest.raises(Refused, match="no-certificate-key"):
        issued(cast)


def test_an_installation_that_chose_rsa_is_verified_by_others_too(
    key: str, cast: Cast, client: Client, settings: Any, tmp_path: Any
) -> None:
    file = tmp_path / "badge.pem"
    pem = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(pem)
    option = next(one for one in OPTIONS if one.name == "ROCHDALE_BADGE_RSA_KEY")
    settings.BADGE_RSA_KEY = option.parse(str(file))
    row = issued(cast, site="https://testserver")
    client.defaults["wsgi.url_scheme"], client.defaults["SERVER_PORT"] = "https", "443"
    OB3Verifier.for_issuer_did(row.issuer, download=fetched(client)).verify(row.token, check_status=True, download=fetched(client))
    assert certificate_pdf(row, "lo").startswith(b"%PDF-")
    file.write_text("no key")
    with pytest.raises(ValueError, match="RSA key"):
        option.parse(str(file))


def test_a_name_that_was_published_goes_with_its_holder(key: str, cast: Cast, client: Client) -> None:
    run(key, cast, "t3", **{"name-1": "Bounthavy Xayaphone"})
    one = next(one for one in earned_in(Group.objects.get()) if one.name == "Bounthavy Xayaphone")
    row = issued(cast, code=one.achievement, person=one.person, holder=one.name, evidence=one.evidence, names_holder=True)
    assert "Bounthavy" in client.get(f"/learning/badges/{row.code}/").content.decode()
    erase(Traces(cast.pao.id, sure=("Bounthavy Xayaphone",)), at=timezone.now())
    row.refresh_from_db()
    assert (row.token, "Bounthavy" in row.holder) == ("", False)
    assert client.get(f"/learning/badges/{row.code}/").status_code == 404
    assert client.get(f"/learning/groups/{key}/certificates/").status_code == 200


def test_taking_back_asks_why_and_is_done_once(key: str, cast: Cast, client: Client) -> None:
    row = issued(cast)
    client.force_login(cast.noy)
    address = f"/learning/badges/{row.code}/revoke/"
    assert address in client.get(f"/learning/badges/{row.code}/").content.decode()
    assert "required" in client.post(address, {"operation_id": new_id()}).content.decode()
    assert client.post(address, {"operation_id": new_id(), "reason": "The wrong person."}).status_code == 302
    assert "taken back already" in client.post(address, {"operation_id": new_id(), "reason": "Again."}).content.decode()
    assert Revocation.objects.get().reason == "The wrong person."
    assert address not in client.get(f"/learning/badges/{row.code}/").content.decode()


@pytest.mark.parametrize(
    ("says", "arguments", "code", "outcome"),
    [
        ("the text", ["{token}"], 0, "good"),
        ("a file", ["{file}"], 0, "good"),
        ("without a line, by the issuer's document", ["{token}", "--issuer", "{did}"], 0, "unchecked"),
        ("one letter is another", ["{changed}"], 1, "not-valid"),
        ("an empty file", ["{empty}"], 1, "not-valid"),
    ],
)
def test_the_command_line_checks(
    key: str, cast: Cast, client: Client, tmp_path: Any, says: str, arguments: list[str], code: int, outcome: str
) -> None:
    row = issued(cast)
    words = {
        "token": row.token, "changed": row.token[:-5] + ("A" if row.token[-5] != "A" else "B") + row.token[-4:],
        "file": tmp_path / "badge.png", "did": tmp_path / "did.json", "empty": tmp_path / "empty.png",
    }  # fmt: skip
    (tmp_path / "badge.png").write_bytes(client.get(f"/learning/badges/{row.code}/files/png/").content)
    (tmp_path / "did.json").write_bytes(client.get(f"/learning/by/{row.issuer_code}/did.json").content)
    (tmp_path / "empty.png").write_bytes(b"")
    told = CliRunner().invoke(learning, ["verify-credential", *(one.format(**words) for one in arguments), "--json"])
    assert told.exit_code == code, says
    assert json.loads(told.stdout)["outcome"] == outcome
    assert bool(json.loads(told.stdout)["credential"]) == (code == 0)


def test_it_holds_the_moment_to_the_second(key: str, cast: Cast) -> None:
    row = issued(cast)
    assert isinstance(row.issued_at, datetime)
    assert row.issued_at.microsecond == 0
    assert unbaked(row.token.encode()) == row.token
