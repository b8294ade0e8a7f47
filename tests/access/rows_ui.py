"""What each role is answered at the addresses of the layout and the plumbing."""

from __future__ import annotations

from tests.access.matrix import Row, open_to_all

ROWS: list[Row] = [
    open_to_all("ui:gallery"),
    open_to_all("ui:pictures"),
    open_to_all("ui:language", "POST", sends={"language": "lo"}, code=302),
    open_to_all("ui:light", "POST", sends={"light": "sun"}, code=302),
    open_to_all("ui:light", code=405),
    open_to_all("ui:offline"),
    open_to_all("ui:worker"),
]
