"""What the invented persons say to visitors is known to the catalogues, so that everybody reads it in the own language."""

from __future__ import annotations

import tomllib

from rochdale.config.demo import WORLD, officers
from rochdale.config.demo_says import PERSONAS_SAY


def test_every_persona_can_be_translated() -> None:
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))["organizations"]
    said = {officer.persona_says for organization in world for officer in officers(organization["officers"])} - {""}
    assert said == {str(one) for one in PERSONAS_SAY}
