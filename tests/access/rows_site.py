"""What each role is answered at the public pages: the same as everybody."""

from __future__ import annotations

from tests.access.matrix import Row, open_to_all

ROWS: list[Row] = [
    open_to_all("site:home"),
    open_to_all("site:how"),
    open_to_all("site:how-rule", at={"rule": "clearing"}),
    open_to_all("site:how-rule", at={"rule": "no-such-rule"}, code=404),
    open_to_all("site:who-runs-this"),
    open_to_all("site:health", code=503),  # in a test no worker lives
    open_to_all("site:metrics"),  # the tests ask from this very machine; tests/site say who else may
    open_to_all("site:security-txt", code=404),  # no contact is set
]
