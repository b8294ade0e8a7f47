"""An Open Badge as a rule sees it: composed, signed, checked, baked. What is wrong with one is told apart."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rochdale.kernel.signing_keys import SigningKey, encoded
from rochdale.learning.rules import embedded_proofs
from rochdale.learning.rules.baking import Unbakeable, baked_png, baked_svg, unbaked
from rochdale.learning.rules.credential_checks import Outcome, Why, checked
from rochdale.learning.rules.credentials import Achievement, Badge, key_id, signer_of, thumbprint
from rochdale.learning.rules.earning import Attended, earned
from rochdale.learning.rules.issuers import bits_written, did_document, did_of, is_set, keys_by_id, keys_of, place_in_list
from tests.learning.badges import BADGE, ISSUER, KEY, NOW, SIGNER, TOKEN, TRUSTED, forged

OTHER = SigningKey(bytes(32))
DAY = timedelta(days=1)
SUBJECT = BADGE.document()["credentialSubject"]
HEAD, BODY, SIGNATURE = TOKEN.split(".")


def test_a_badge_as_it_was_signed_is_good_where_its_issuer_can_be_asked() -> None:
    assert checked(TOKEN, TRUSTED, at=NOW, is_revoked=lambda _document: False).outcome is Outcome.GOOD
    assert checked(f"  {TOKEN[:90]}\n{TOKEN[90:]} ", TRUSTED, at=NOW).document["id"] == BADGE.id


@pytest.mark.parametrize(
    ("says", "token", "outcome", "why"),
    [
        ("nothing", "", Outcome.NOT_VALID, Why.NO_CREDENTIAL),
        ("a letter to grandmother", "Dear grandmother. How are. You", Outcome.NOT_VALID, Why.SHAPE),
        ("JSON that is broken", '{"id": ', Outcome.NOT_VALID, Why.NO_CREDENTIAL),
        ("a member twice", '{"id": "a", "id": "b"}', Outcome.NOT_VALID, Why.NO_CREDENTIAL),
        ("JSON nested too deep", "{" + '"a":[' * 900, Outcome.NOT_VALID, Why.NO_CREDENTIAL),
        ("alg none", forged({"alg": "none"}), Outcome.NOT_VALID, Why.ALGORITHM),
        ("alg none without a signature", forged({"alg": "none"}).rpartition(".")[0] + ".", Outcome.NOT_VALID, Why.NO_CREDENTIAL),
        ("an algorithm that is not on the list", forged({"alg": "HS256"}), Outcome.NOT_VALID, Why.ALGORITHM),
        ("an algorithm that is no text", forged({"alg": ["EdDSA"]}), Outcome.NOT_VALID, Why.ALGORITHM),
        ("an algorithm for another kind of key", forged({"alg": "RS256"}), Outcome.NOT_VALID, Why.SIGNATURE),
        ("an altered name", f"{HEAD}.{forged(claims={'name': 'Master'}).split('.')[1]}.{SIGNATURE}", Outcome.NOT_VALID, Why.SIGNATURE),
        ("signed by somebody else", forged(key=OTHER), Outcome.NOT_VALID, Why.SIGNATURE),
        ("a header that says more", forged({"crit": ["x"]}), Outcome.NOT_VALID, Why.HEADER),
        ("no key is named", forged({"kid": None}), Outcome.NOT_VALID, Why.HEADER),
        ("a secret key inside", forged({"jwk": {**SIGNER.jwk, "d": "AA"}}), Outcome.NOT_VALID, Why.SECRET_KEY),
        ("no name", forged(claims={"name": None}), Outcome.NOT_VALID, Why.SHAPE),
        ("another context", forged(claims={"@context": ["https://example.com"]}), Outcome.NOT_VALID, Why.SHAPE),
        ("no badge", forged(claims={"type": ["VerifiableCredential"]}), Outcome.NOT_VALID, Why.SHAPE),
        ("a subject that is a list", forged(claims={"credentialSubject": [SUBJECT]}), Outcome.NOT_VALID, Why.SHAPE),
        ("a date that is none", forged(claims={"validFrom": "soon"}), Outcome.NOT_VALID, Why.SHAPE),
        ("another issuer beside it", forged(claims={"iss": "did:web:evil.example"}), Outcome.NOT_VALID, Why.CLAIM),
        ("another subject beside it", forged(claims={"sub": "urn:uuid:1"}), Outcome.NOT_VALID, Why.CLAIM),
        ("another id beside it", forged(claims={"jti": None}), Outcome.NOT_VALID, Why.CLAIM),
        ("another beginning beside it", forged(claims={"nbf": 1}), Outcome.NOT_VALID, Why.CLAIM),
        ("an end beside it that it has not", forged(claims={"exp": 9_999_999_999}), Outcome.NOT_VALID, Why.CLAIM),
        ("an end that is not beside it", forged(claims={"validUntil": "2030-01-01T00:00:00Z"}), Outcome.NOT_VALID, Why.CLAIM),
        ("an issuer nobody knows", forged(claims={"issuer": {"id": "did:web:x.example", "name": "X"}}), Outcome.UNKNOWN_ISSUER, None),
        ("a key that is not the issuer's", forged({"kid": f"{ISSUER}#other"}), Outcome.UNKNOWN_ISSUER, None),
        ("a key that comes along", forged({"kid": None, "jwk": signer_of(OTHER.key()).jwk}, key=OTHER), Outcome.UNKNOWN_ISSUER, None),
        ("the issuer's key comes along", forged({"kid": None, "jwk": dict(SIGNER.jwk)}), Outcome.UNCHECKED, None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(says: str, token: str, outcome: Outcome, why: Why | None) -> None:
    found = checked(token, TRUSTED, at=NOW, is_revoked=lambda _document: None)
    assert (found.outcome, found.why) == (outcome, why), says
    assert bool(found.document) == (outcome is Outcome.UNCHECKED), "what an unproven text says is not repeated"


def signed(**changed: Any) -> str:
    badge = Badge(**{**{name: getattr(BADGE, name) for name in BADGE.__dataclass_fields__}, **changed})
    return SIGNER.sign(badge.claims(), ISSUER)


@pytest.mark.parametrize(
    ("says", "token", "is_revoked", "outcome"),
    [
        ("its time is over", signed(valid_until=NOW), False, Outcome.EXPIRED),
        ("a second before its end", signed(valid_until=NOW + timedelta(seconds=1)), False, Outcome.GOOD),
        ("its time is over, and it was taken back", signed(valid_until=NOW - DAY), True, Outcome.EXPIRED),
        ("its time has not come", signed(valid_from=NOW + DAY), False, Outcome.NOT_YET),
        ("taken back", TOKEN, True, Outcome.REVOKED),
        ("nobody could be asked", TOKEN, None, Outcome.UNCHECKED),
    ],
)
def test_a_good_signature_is_not_all(says: str, token: str, is_revoked: bool | None, outcome: Outcome) -> None:
    assert checked(token, TRUSTED, at=NOW, is_revoked=lambda _document: is_revoked).outcome is outcome, says


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
def test_with_any_one_byte_changed_it_is_never_good(place: int, by: int) -> None:
    changed = bytearray(TOKEN.encode())
    changed[place] ^= by
    found = checked(changed.decode("latin-1"), TRUSTED, at=NOW, is_revoked=lambda _document: False)
    assert found.outcome in (Outcome.NOT_VALID, Outcome.UNKNOWN_ISSUER)


def test_the_short_form_says_nothing_of_the_holder_unless_it_is_wanted() -> None:
    assert "identifier" not in json.dumps(BADGE.document())
    named = checked(signed(holder="ນາງ ມະລິ"), TRUSTED, at=NOW).document
    assert named["credentialSubject"]["identifier"][0]["identityHash"] == "ນາງ ມະລິ"


def test_an_installation_that_chose_rsa_signs_with_rs256() -> None:
    rsa = signer_of(generate_private_key(65537, 2048))
    token = rsa.sign(BADGE.claims(), ISSUER)
    assert jwt.get_unverified_header(token)["alg"] == "RS256"
    assert checked(token, {ISSUER: keys_by_id(ISSUER, [SIGNER.jwk, rsa.jwk])}, at=NOW).outcome is Outcome.UNCHECKED
    assert "d" not in rsa.jwk


def test_one_secret_has_a_key_for_each_purpose() -> None:
    assert KEY.for_purpose("learning").public == KEY.for_purpose("learning").public
    assert len({KEY.public.x, KEY.for_purpose("learning").public.x, KEY.for_purpose("other").public.x}) == 3
    assert key_id(signer_of(KEY.key()).jwk) == KEY.public.id


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://coop.example/learning/by/K7/", "did:web:coop.example:learning:by:K7"),
        ("http://localhost:8000/a", "did:web:localhost%3A8000:a"),
        ("https://coop.example", "did:web:coop.example"),
    ],
)
def test_the_did_of_an_address(address: str, did: str) -> None:
    assert did_of(address) == did


def test_a_did_document_is_read_as_it_was_written() -> None:
    old = signer_of(OTHER.key()).jwk
    assert keys_of(did_document(ISSUER, [SIGNER.jwk, old])) == (ISSUER, keys_by_id(ISSUER, [SIGNER.jwk, old]))


@given(st.sets(st.integers(0, 131_071), max_size=30), st.integers(0, 131_071))
def test_the_list_of_bits_says_who_was_revoked(revoked: set[int], place: int) -> None:
    written = bits_written(revoked)
    assert is_set(written, place) == (place in revoked)
    assert all(is_set(written, one) for one in revoked)


def test_a_place_in_the_list_is_free_and_tells_nothing() -> None:
    id = UUID("0199f1f0-0000-7000-8000-000000000001")
    first = place_in_list(id, lambda _place: False)
    assert place_in_list(id, {first}.__contains__) != first
    assert 0 <= first < 131_072


# Pictures


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "#2b3a86").save(out, "PNG")
    return out.getvalue()


SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g><svg/></g></svg>'


def test_a_credential_baked_into_a_picture_comes_out_again_and_the_picture_stays() -> None:
    picture, drawing = baked_png(png(), TOKEN), baked_svg(SVG, TOKEN)
    assert unbaked(picture) == unbaked(drawing.encode()) == unbaked(TOKEN.encode()) == TOKEN
    opened = Image.open(BytesIO(picture), formats=("PNG",))
    opened.load()
    assert opened.size == (8, 8)
    assert opened.text["openbadgecredential"] == TOKEN  # type: ignore[attr-defined]  # as Pillow reads it


BILLION = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg">&c;</svg>'


@pytest.mark.parametrize(
    ("says", "content"),
    [
        ("nothing inside", png()),
        ("a drawing with nothing inside", SVG.encode()),
        ("cut off", baked_png(png(), TOKEN)[:-20]),
        ("a PNG in its first bytes only", png()[:8]),
        ("one bit of the chunk is another", baked_png(png(), TOKEN).replace(b"openbadgecredential\0", b"openbadgecredentiam\0")),
        ("no XML", b"<svg"),
        ("entities", BILLION.encode()),
        ("another drawing", b"<html><p>x</p></html>"),
        ("no text", b"\xff\xfe\x00\xd8"),
        ("too large", b"x" * 2_000_001),
    ],
)
def test_a_picture_without_a_credential_is_told(says: str, content: bytes) -> None:
    with pytest.raises(Unbakeable):
        unbaked(content)


def test_a_picture_is_baked_once() -> None:
    with pytest.raises(Unbakeable):
        baked_png(baked_png(png(), TOKEN), TOKEN)
    with pytest.raises(Unbakeable):
        baked_svg(baked_svg(SVG, TOKEN), TOKEN)


@given(st.binary(max_size=400))
def test_any_file_is_answered(content: bytes) -> None:
    for tried in (content, png()[:40] + content, b"<svg>" + content):
        try:
            unbaked(tried)
        except Unbakeable:
            continue


# Who has earned it


RUN, LATER = uuid4(), uuid4()
WHOLES = {"pair": (("think", "t1"), ("think", "t3")), "none": ()}


def was(name: str, module: str = "t1", *, run: UUID = RUN, day: int = 20, **answers: Any) -> Attended:
    return Attended(run, ("think", module), date(2026, 11, day), 1, name, **{"before": 0, "after": 2, **answers})


@pytest.mark.parametrize(
    ("says", "sheets", "achievements"),
    [
        ("both answers", [was("Boun")], [("Boun", "think/t1")]),
        ("no answer before", [was("Boun", before=None)], []),
        ("no answer after", [was("Boun", after=None)], []),
        ("the least is an answer", [was("Boun", before=0, after=0)], [("Boun", "think/t1")]),
        ("the same module twice", [was("Boun"), was("boun", run=LATER, day=21)], [("Boun", "think/t1")]),
        (
            "all of a bundle",
            [was("Boun"), was("Boun", "t3", run=LATER, day=21)],
            [("Boun", "think/t1"), ("Boun", "think/t3"), ("Boun", "pair")],
        ),
        ("two people make no bundle", [was("Boun"), was("Noy", "t3")], [("Boun", "think/t1"), ("Noy", "think/t3")]),
        ("two of one name are two", [was("Noy", sex="f"), was("Noy", sex="m")], [("Noy", "think/t1"), ("Noy", "think/t1")]),
    ],
)  # fmt: skip
def test_who_was_there_and_answered_twice_has_earned_it(says: str, sheets: list[Attended], achievements: list[tuple[str, str]]) -> None:
    assert sorted((one.name, one.achievement) for one in earned(sheets, WHOLES)) == sorted(achievements), says


def test_what_was_earned_names_its_sheets() -> None:
    found = earned([was("Boun", "t3", run=LATER, day=21), was("Boun")], WHOLES)[-1]
    assert (found.achievement, found.on) == ("pair", date(2026, 11, 21))
    assert found.evidence == (f"{RUN}/1", f"{LATER}/1")


# The vectors of others


def test_the_vectors_of_rfc_8037_hold(outside: Path) -> None:
    told = json.loads((outside / "learning" / "credentials" / "rfc8037.json").read_text())
    assert thumbprint(told["jwk"]) == told["thumbprint"]
    key = SigningKey(jwt.utils.base64url_decode(told["jwk"]["d"]))
    assert key.public.x == told["jwk"]["x"]
    assert (
        jwt.PyJWS().decode(told["compact"], jwt.PyJWK.from_dict({**told["jwk"], "d": None} | {"d": told["jwk"]["d"]}), ["EdDSA"]).decode()
        == told["payload"]
    )
    head, body, signature = told["compact"].split(".")
    assert encoded(key.sign(f"{head}.{body}".encode())) == signature


def test_the_vectors_of_eddsa_jcs_2022_hold(outside: Path) -> None:
    folder = outside / "learning" / "credentials" / "eddsa-jcs-2022"
    text = lambda name: (folder / name).read_text().strip()  # noqa: E731
    signed_one = json.loads(text("signedJCS.json"))
    assert embedded_proofs.canonical(json.loads(text("unsigned.json"))) == text("canonDocJCS.txt")
    assert embedded_proofs.canonical(json.loads(text("proofConfigJCS.json"))) == text("proofCanonJCS.txt")
    assert embedded_proofs.hashed(signed_one).hex() == text("combinedHashJCS.txt")
    assert embedded_proofs.from_base58(text("sigBTC58JCS.txt")).hex() == text("sigHexJCS.txt")
    key = embedded_proofs.key_in_multibase(json.loads(text("keyPair.json"))["publicKeyMultibase"])
    assert embedded_proofs.proof_holds(signed_one, key)
    for name in ("name", "validFrom", "issuer"):
        assert not embedded_proofs.proof_holds({**signed_one, name: "x"}, key)


def test_the_basic_example_of_open_badges_is_what_we_would_write(outside: Path) -> None:
    told = json.loads((outside / "learning" / "credentials" / "openbadges" / "basicOpenBadgeCredential.json").read_text())
    achieved = told["credentialSubject"]["achievement"]
    ours = Badge(
        told["id"], told["issuer"]["id"], told["issuer"]["name"], told["credentialSubject"]["id"],
        Achievement(achieved["id"], achieved["name"], achieved["description"], achieved["criteria"]["narrative"]),
        datetime(2010, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert ours.document() | {"name": told["name"]} == told
    issuer = told["issuer"]["id"]
    token = SIGNER.sign(ours.claims() | {"name": told["name"]}, issuer)
    assert checked(token, {issuer: keys_by_id(issuer, [SIGNER.jwk])}, at=NOW).outcome is Outcome.UNCHECKED
