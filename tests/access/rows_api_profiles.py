"""What each role is answered by the API of profiles, certificates and introductions. Its things are those of `rows_trade_profiles`."""

from __future__ import annotations

from tests.access.matrix import Row
from tests.access.rows_api import day, fresh, made, row

GOODS = {"product": "coffee", "species": "robusta", "available": [1, 2], "least_kg": 100, "most_kg": 200}
CERTIFICATE = {
    "scheme": "fairtrade", "number": "FLO 9", "holder": "Us", "certifier": "FLOCERT", "products": ["coffee"], "valid_from": day(-10),
    "valid_until": day(300),
}  # fmt: skip
STATUS = {"status": "suspended", "on": day(0), "reason": "Letter 4"}
US, NOBODY = {"organization_id": "bolaven"}, {"organization_id": fresh}
ASKED, SHOWN, NO_REQUEST = ({"request_id": value} for value in (made("view_asked"), made("view_shown"), fresh))
QUALITY = {**US, "part": "quality"}
OFFICERS = {"member": 403, "no_office": 403, "others": 200}
LEADERS = {"member": 403, "no_office": 403, "buyer": 403, "others": 200}
KEEPS = {"member": 403, "no_office": 403, "others": 201}
ANSWERS = {"member": 403, "officer": 200, "buyer": 403, "others": 404}
INTRODUCTION = {"introduction_id": made("the_introduction")}
INTRODUCE = {"one_id": "bolaven", "other_id": "faelles", "text": "They should meet", "commission": "nothing"}

ROWS: list[Row] = [
    row("api:find_profiles", others=200),
    row("api:find_profiles", "GET", None, None, "?month=13", others=400),
    row("api:one_profile", "GET", US, others=200),
    row("api:one_profile", "GET", NOBODY, others=404),
    row("api:look_at_part", "POST", QUALITY, {"purpose": "For the autumn"}, member=200, officer=200, buyer=200, others=404),
    row("api:look_at_part", "POST", QUALITY, {}, others=400),
    row("api:my_readiness", **OFFICERS),
    row("api:put_profile_goods", "POST", None, GOODS, **KEEPS),
    row("api:put_profile_goods", "POST", None, {**GOODS, "available": []}, **{**KEEPS, "others": 409}),
    row("api:set_profile_level", "POST", None, {"part": "plots", "level": "list"}, **LEADERS),
    row("api:set_profile_level", "POST", None, {"part": "people", "level": "public"}, **{**LEADERS, "others": 409}),
    row(
        "api:ask_for_parts",
        "POST",
        US,
        {"parts": ["plots"], "why": "To know more"},
        member=403,
        no_office=403,
        officer=409,
        buyer=409,
        others=201,
    ),
    row("api:my_view_requests", **OFFICERS),
    row("api:answer_view_request", "POST", ASKED, {"parts": ["papers"], "until_on": day(9)}, **ANSWERS),
    row("api:answer_view_request", "POST", NO_REQUEST, {"reason": "Not now"}, others=404),
    row("api:stop_view_request", "POST", SHOWN, {}, **ANSWERS),
    row("api:my_certificates", **OFFICERS),
    row("api:keep_certificate", "POST", None, CERTIFICATE, **{**KEEPS, "buyer": 403}),
    row("api:change_status", "POST", {"certificate_id": made("held_certificate")}, STATUS, member=403, officer=201, others=404),
    row("api:my_introductions", **OFFICERS),
    row("api:introduce", "POST", None, INTRODUCE, member=403, no_office=403, buyer=403, others=409),
    row("api:answer_introduction", "POST", INTRODUCTION, {"is_yes": True}, **ANSWERS),
]
