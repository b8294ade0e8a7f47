"""A certificate proves what it says to whoever has the public key, and nothing once a letter of it is another one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.signing_keys import BEGINS, PublicKey, WrongKey, decoded, encoded, new_key, read_key, written
from rochdale.registry.rules.certificates import (
    Proof,
    Standing,
    Statement,
    claims_of,
    printed,
    proven,
    refusals_for_certificate,
    signed,
    standing_of,
    statement_of,
    token_in,
)

KEY = read_key(written(b"a seed of thirty-two bytes, known"[:32]))
KEYS = {KEY.public.id: KEY.public}
STATEMENT = Statement(
    serial="K7QM-2XPD-9FRT",
    entity_id=UUID("0192f000-0000-7000-8000-00000000c0de"),
    on=date(2026, 11, 27),
    issued_at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC),
    office="PICD",
    name="ສະຫະກອນກາເຟພູຫອມ",
    place="Ban Houay, Pakxong, Champasak, LA",
    form="COOP",
    number="LA-CPS-2025-0012",
    status="registered",
    law="la-2010@0.1.0",
    issuer="register.example.org",
)
TOKEN = signed(STATEMENT, KEY)
STATE = {"name": STATEMENT.name, "number": STATEMENT.number, "form": "COOP", "place": STATEMENT.place, "status": "registered"}


def test_the_public_key_alone_proves_it() -> None:
    found = proven(TOKEN, {key: PublicKey(public.jwk()["x"]) for key, public in KEYS.items()})
    assert (found.proof, found.statement) == (Proof.SIGNED, STATEMENT)


def test_it_is_a_json_web_token_that_names_its_key() -> None:
    head, body, signature = TOKEN.split(".")
    assert json.loads(decoded(head)) == {"alg": "EdDSA", "kid": KEY.public.id, "typ": "register+jwt"}
    assert json.loads(decoded(body))["jti"] == STATEMENT.serial
    assert len(decoded(signature)) == 64


@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="ascii", exclude_categories=("Cc", "Zs")))
def test_with_any_one_letter_changed_it_proves_nothing(at: int, letter: str) -> None:
    other = TOKEN[:at] + letter + TOKEN[at + 1 :]
    assert (proven(other, KEYS).proof is Proof.SIGNED) is (other == TOKEN)


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from(["", "AA", "="]))
def test_with_letters_left_out_or_put_in_it_proves_nothing(at: int, letters: str) -> None:
    assert proven(TOKEN[:at] + letters + TOKEN[at + 1 :], KEYS).statement is None


@given(st.text())
def test_whatever_is_pasted_is_answered(text: str) -> None:
    assert proven(text, KEYS).statement is None


def test_another_cooperative_under_a_good_signature_is_found_out() -> None:
    head, _, signature = TOKEN.split(".")
    forged = signed(replace(STATEMENT, name="Another"), KEY).split(".")[1]
    assert proven(f"{head}.{forged}.{signature}", KEYS).proof is Proof.CHANGED


@pytest.mark.parametrize(
    ("header", "proof"),
    [
        ({"alg": "none", "typ": "register+jwt"}, Proof.CHANGED),
        ({"alg": "HS256", "kid": KEY.public.id, "typ": "register+jwt"}, Proof.CHANGED),
        ({"alg": "EdDSA", "kid": KEY.public.id, "typ": "JWT"}, Proof.CHANGED),
        ({"alg": "EdDSA", "kid": "of-others", "typ": "register+jwt"}, Proof.UNKNOWN_KEY),
    ],
)
def test_another_algorithm_type_or_key_is_not_believed(header: dict[str, str], proof: Proof) -> None:
    head = encoded(json.dumps(header).encode())
    assert proven(f"{head}.{TOKEN.partition('.')[2]}", KEYS).proof is proof


@pytest.mark.parametrize(
    "pasted",
    [
        TOKEN,
        f"  {TOKEN[:70]}\n{TOKEN[70:]} \n",
        f"https://register.example.org/register/verify/?s={TOKEN}",
        f"http://localhost:8000/register/verify/?x=1&s={TOKEN}",
    ],
)
def test_the_token_is_found_in_what_people_paste(pasted: str) -> None:
    assert token_in(pasted) == TOKEN


@pytest.mark.parametrize("pasted", ["", "Phou Hom", "a.b", "?s=", "x" * 9000])
def test_other_texts_are_no_certificate(pasted: str) -> None:
    assert proven(pasted, KEYS).proof is Proof.NO_CERTIFICATE


def test_no_byte_has_two_spellings() -> None:
    assert decoded("QQ") == b"A"
    for other in ("QR", "QQ==", "QQ\n", "Q", "é", "Q+"):
        with pytest.raises(ValueError, match=r"\w"):
            decoded(other)


STANDINGS = [
    ("the register says the same", STATE, STATE, Standing.STILL),
    ("it moved since", STATE, {**STATE, "place": "Pakse, Champasak, LA"}, Standing.CHANGED_SINCE),
    ("it was dissolved since", STATE, {**STATE, "status": "dissolved"}, Standing.DISSOLVED_SINCE),
    ("it moved and was dissolved since", STATE, {**STATE, "number": "9", "status": "dissolved"}, Standing.DISSOLVED_SINCE),
    ("that very day was corrected", {**STATE, "number": "9"}, {**STATE, "number": "9"}, Standing.CORRECTED),
    ("the register lost it", {}, {}, Standing.NOT_KNOWN_HERE),
]


@pytest.mark.parametrize(("then", "now", "standing"), [row[1:] for row in STANDINGS], ids=[row[0] for row in STANDINGS])
def test_what_has_become_of_it(then: dict[str, str], now: dict[str, str], standing: Standing) -> None:
    assert standing_of(STATEMENT, then, now) is standing


@pytest.mark.parametrize(
    ("state", "on", "code"),
    [
        (STATE, date(2026, 11, 27), None),
        (STATE, date(2026, 11, 28), "registry.certificate-day-is-to-come"),
        ({}, date(1990, 1, 1), "registry.certificate-before-registration"),
        ({**STATE, "status": "dissolved"}, date(2026, 11, 27), "registry.certificate-of-a-dissolved"),
    ],
)
def test_a_certificate_is_given_for_a_day_of_registration(state: dict[str, str], on: date, code: str | None) -> None:
    found = refusals_for_certificate(state, on=on, today=date(2026, 11, 27))
    assert [one.code for one in found] == ([code] if code else [])


def test_what_is_printed_is_what_was_signed() -> None:
    state = {"name": "X", "seat": {"code": "LA/a/b", "names": ["A", "B"]}, "pack": "la-2010@0.1.0", "status": "registered"}
    assert printed(state, "LA") == {
        "name": "X", "number": "", "form": "", "status": "registered", "office": "", "law": "la-2010@0.1.0", "place": "B, A, LA",
    }  # fmt: skip
    assert statement_of(claims_of(TOKEN)) == STATEMENT


def test_a_key_is_one_line_in_which_a_slip_is_found() -> None:
    line = new_key()
    assert read_key(line).public.id == read_key(f" {line}\n").public.id
    for at in range(len(BEGINS), len(line), 7):
        slipped = line[:at] + ("A" if line[at] != "A" else "B") + line[at + 1 :]
        with pytest.raises(WrongKey) as wrong:
            read_key(slipped)
        assert slipped not in str(wrong.value)


def test_the_id_of_a_key_is_the_beginning_of_its_thumbprint() -> None:
    # RFC 8037, appendix A.3: the thumbprint of the key of A.2
    assert PublicKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").id == encoded(
        decoded("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")[:8]
    )


def test_it_fits_a_code_that_a_phone_reads() -> None:
    code = segno.make(f"https://register.example.org/register/verify/?s={TOKEN}", error="m", micro=False, boost_error=False)
    assert int(code.version) <= 22, "more than 105 squares in a line are too fine for 52 mm"
