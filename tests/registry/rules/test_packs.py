"""Rule packs: grades come down to each fact, additions are merged, broken files are refused with each fault named."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.refusal import Refused
from rochdale.registry.rules.facts import Status
from rochdale.registry.rules.pack_schema import SCHEMA, as_json_values, schema
from rochdale.registry.rules.packs import check, load, refusals_for_keeping, shipped
from tests.registry.law import CM_1992, LA, OHADA, one, pack, text_of

SMALL = """
[pack]
id = "xx-1"
version = "1.0.0"
title = "A law"
countries = ["KE"]
languages = ["en"]
in_force_from = 2020-01-01
[[form]]
code = "COOP"
kind = "cooperative"
tier = "primary"
min_members = { value = 10, status = "reported" }
"""


def faults(text: str) -> list[tuple[str, str]]:
    return [(fault.code.removeprefix("registry.pack-"), str(fault.facts.get("path", ""))) for fault in check(text.encode()).faults]


def test_the_shipped_packs_are_sound_and_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(SCHEMA.read_text()) == schema()
    assert [found.ref for found in shipped()] == ["cm-1992@0.1.0", "la-2010@0.1.0", "ohada-2010@0.1.0"]


@pytest.mark.parametrize("name", [OHADA, CM_1992, LA])
def test_a_shipped_pack_says_what_the_reference_says(name: str, outside: object) -> None:
    """Every table of the reference is in the pack that is shipped, with its values and grades; more may be."""
    reference = outside.parent / "reference" / "rulepacks" / f"{name}.toml"  # type: ignore[attr-defined]
    if not reference.exists():
        pytest.skip("the reference is not here")
    assert missing(tomllib.loads(reference.read_text()), tomllib.loads(text_of(name))) == []


def missing(wanted: object, found: object, at: str = "") -> list[str]:
    if isinstance(wanted, dict):
        return [
            lack
            for key, value in wanted.items()
            for lack in missing(value, found.get(key) if isinstance(found, dict) else None, f"{at}.{key}")
        ]
    if isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        return [lack for place, value in enumerate(wanted) for lack in missing(value, found[place], f"{at}[{place}]")]
    return [] if wanted == found else [at]


@pytest.mark.parametrize(
    ("says", "name", "path", "value", "status", "cite"),
    [
        ("its own grade and article", OHADA, "form[SCOOPS].min_members", 5, "verified", "art. 204"),
        ("those of its table", OHADA, "form[COOP-CA].capital.paid_up_min_pct", 25, "verified", "art. 269-270"),
        ("those of a row", OHADA, "obligation[AGM].due.months_after", 6, "verified", "art. 110"),
        ("what stands beside a value is a fact too", OHADA, "form[UNION].min_members.same_object", True, "verified", "art. 133-134"),
        ("a table within a table", OHADA, "form[SCOOPS].bodies[COMITE_GESTION].max_if.max", 5, "reported", "art. 223"),
        ("without any, it is unverified", CM_1992, "number.accept_legacy_verbatim", True, "memory", ""),
        ("a gap has a grade and no value", LA, "form[COOP].min_members", None, "unverified", ""),
        ("a lower grade is kept", CM_1992, "form[GIC].min_members", 5, "brief", ""),
        (
            "months of a ground take the grade of its way",
            OHADA,
            "dissolution[court_on_referral].grounds[NO_AGM].months",
            24,
            "reported",
            "art. 178",
        ),
    ],
)
def test_a_fact_has(says: str, name: str, path: str, value: object, status: str, cite: str) -> None:
    fact = one(name).all_facts()[path]
    assert (fact.value, fact.basis.status.value, fact.basis.cite) == (value, status, cite)


def test_a_plain_value_takes_the_grade_of_its_table() -> None:
    text = SMALL.replace('min_members = { value = 10, status = "reported" }', 'status = "brief"\nmin_members = 10')
    assert load(text.encode()).form("COOP").min_members.basis.status is Status.BRIEF
    assert load(SMALL.replace(', status = "reported"', "").encode()).form("COOP").min_members.basis.status is Status.UNVERIFIED


def test_the_additions_of_cameroon_and_togo_go_into_the_registration() -> None:
    act = one(OHADA)
    plain, cameroon, togo = (view.procedure("REGISTER") for view in (act, act.within("CM"), act.within("TG")))
    assert [paper.code for paper in plain.documents] == ["STATUTES"]
    assert [paper.code for paper in cameroon.documents][-1] == "OFFICERS_LIST_WITH_CRIMINAL_RECORD"
    assert cameroon.documents[-1].fact("req").basis.source == "camer.be, 2019"
    assert cameroon.fact("fee.stamp").number == 1000 and cameroon.fact("official_attends_assembly").value is True
    assert not cameroon.decision_days.days.is_known
    assert (togo.decision_days.days.number, togo.decision_days.kind, len(togo.documents)) == (30, "calendar", 8)
    assert act.within("TG").currency == "XOF" and act.within("SN").procedure("REGISTER") == plain


def test_an_addition_that_says_the_same_less_surely_weakens_nothing() -> None:
    statutes = one(OHADA).within("TG").procedure("REGISTER").documents[0]
    assert statutes.fact("req").is_verified
    assert statutes.fact("copies").number == 2 and statutes.fact("copies").basis.status is Status.REPORTED


def test_a_pack_extends_another_one() -> None:
    own = """
[pack]
id = "tg-own"
version = "1.0.0"
title = "Togo, on top of the Uniform Act"
countries = ["TG"]
languages = ["fr"]
in_force_from = 2025-01-01
extends = "ohada-2010@0.1.0"
[[form]]
code = "SCOOPS"
kind = "cooperative"
tier = "primary"
min_members = { value = 7, cite = "art. 1", status = "reported" }
"""
    found = load(own.encode(), known=shipped())
    assert found.form("SCOOPS").min_members.number == 7 and found.form("SCOOPS").fact("name_must_contain.any_of").is_verified
    assert (found.ref, found.countries, len(found.forms)) == ("tg-own@1.0.0", ("TG",), 5)
    assert found.sha256 != load(own.encode(), known=[pack(OHADA, ("value = 5,", "value = 6,"))]).sha256
    assert faults(own) == [("extends-nothing-known", "pack.extends")]


def test_a_version_that_is_kept_never_changes() -> None:
    act, remarked, changed = one(OHADA), pack(OHADA, ("# Not read", "# Read by nobody")), pack(OHADA, ("value = 5,", "value = 4,"))
    kept = {act.ref: act.sha256}
    assert refusals_for_keeping(remarked, kept) == []
    assert [refusal.code for refusal in refusals_for_keeping(changed, kept)] == ["registry.pack-version-was-changed"]
    assert refusals_for_keeping(changed, {}) == []


@dataclass(frozen=True)
class Broken:
    says: str
    text: str
    expects: list[tuple[str, str]]


BROKEN = [
    Broken("no file of TOML", "[pack\nid = 1", [("file-is-not-toml", "1:6")]),
    Broken("an empty file", "", [("key-is-missing", "(file)"), ("key-is-missing", "(file)")]),
    Broken("no id", SMALL.replace('id = "xx-1"', ""), [("key-is-missing", "pack")]),
    Broken("neither id nor version", SMALL.replace('id = "xx-1"', "").replace('version = "1.0.0"', ""), [("key-is-missing", "pack")] * 2),
    Broken("no form", SMALL.split("[[form]]", maxsplit=1)[0], [("key-is-missing", "(file)")]),
    Broken("a grade that is none", SMALL.replace('"reported"', '"sure"'), [("value-is-none-of", "form[COOP].min_members.status")]),
    Broken(
        "a number in quotation marks", SMALL.replace("value = 10", 'value = "10"'), [("wants-a-number", "form[COOP].min_members.value")]
    ),
    Broken("nobody at all", SMALL.replace("value = 10", "value = 0"), [("number-too-small", "form[COOP].min_members.value")]),
    Broken("a version of two numbers", SMALL.replace('"1.0.0"', '"1.0"'), [("value-is-malformed", "pack.version")]),
    Broken("a day that is none", SMALL.replace("2020-01-01", '"2020-13-01"'), [("wants-a-day", "pack.in_force_from")]),
    Broken(
        "verified without a value",
        SMALL.replace('value = 10, status = "reported"', 'status = "verified"'),
        [("key-is-missing", "form[COOP].min_members")],
    ),
    Broken("a key one letter off", SMALL.replace("min_members", "min_member"), [("key-is-misspelt", "form[COOP]")]),
    Broken("a word people use for a key of ours", SMALL.replace("min_members", "minimum_members"), [("key-is-misspelt", "form[COOP]")]),
    Broken("a country that is none", SMALL.replace('["KE"]', '["XQ"]'), [("names-no-country", "pack.countries")]),
    Broken("a currency that is none", SMALL.replace("[[form]]", 'currency = "KEX"\n[[form]]', 1), [("names-no-currency", "pack.currency")]),
    Broken(
        "a time zone that is none",
        SMALL.replace("[[form]]", 'timezone = "Africa/Nowhere"\n[[form]]', 1),
        [("names-no-timezone", "pack.timezone")],
    ),
    Broken("the same form twice", SMALL + SMALL[SMALL.index("[[form]]") :], [("says-it-twice", "form")]),
    Broken(
        "a form that is named and not there",
        SMALL + '[[procedure]]\ncode = "REGISTER"\nforms = ["GIC"]\n',
        [("names-nothing", "procedure[REGISTER].forms")],
    ),
    Broken(
        "a parent that is not there",
        SMALL + '[[authority]]\ncode = "A"\nlevel = "local"\nparent = "B"\n',
        [("names-nothing", "authority[A].parent")],
    ),
    Broken("an addition for a country that is not of the pack", SMALL + "[overlay.CM]\n", [("names-nothing", "overlay.CM")]),
    Broken(
        "the end before the beginning",
        SMALL.replace("[[form]]", "in_force_to = 2019-01-01\n[[form]]", 1),
        [("ends-before-it-begins", "pack")],
    ),
    Broken(
        "a number made of what nobody knows", SMALL + '[number]\ntemplate = "{planet}/{seq}"\n', [("value-is-none-of", "number.template")]
    ),
    Broken(
        "a contradiction of one",
        SMALL + '[[conflict]]\nabout = "x"\nclaims = [{ says = "a", source = "b" }]\n',
        [("says-too-little", "conflict[1].claims")],
    ),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.says)
def test_what_is_broken_is_named_with_its_place(case: Broken) -> None:
    assert faults(case.text) == case.expects


def test_several_faults_are_named_at_once_and_nothing_is_loaded() -> None:
    text = SMALL.replace('"1.0.0"', '"1"').replace('"reported"', '"sure"').replace('["KE"]', "[]")
    assert [path for _, path in faults(text)] == ["form[COOP].min_members.status", "pack.countries", "pack.version"]
    with pytest.raises(Refused):
        load(text.encode())


def test_a_key_that_nobody_judges_by_is_a_notice() -> None:
    checked = check((SMALL + "moon_phase = 3\n").encode())
    assert checked.pack is not None and [notice.code for notice in checked.notices] == ["registry.pack-key-is-not-judged"]


def test_a_fact_that_may_refuse_without_an_article_is_a_notice() -> None:
    checked = check(text_of(CM_1992).encode())
    assert {notice.code for notice in checked.notices} == {"registry.pack-verified-without-article"}


def test_a_file_that_is_no_text_and_one_that_is_too_large() -> None:
    assert [fault.code for fault in check(b"\xff\xfe\x00").faults] == ["registry.pack-file-is-not-text"]
    assert [fault.code for fault in check(b"#" * 1_000_001).faults] == ["registry.pack-file-too-large"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_checker(text: str) -> None:
    assert check(text.encode("utf-8", "surrogatepass")).pack is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_values_become_json(value: object) -> None:
    assert json.loads(json.dumps(as_json_values(value))) == value
