"""What each role is answered about the public register and its certificates."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import EntityNow
from rochdale.registry.operations import issue_certificate
from rochdale.registry.registers import bring
from tests.access.matrix import World, open_to_all, row

REGISTER = b"""key,name,acronym,number,form,country,place,registered on,dissolved on
1,Phou Hom Coffee,,LA-1,COOP,LA,Champasak / Pakxong / Ban Houay,2019-05-02,
"""


def prepare(world: World) -> None:
    """A register with one cooperative."""
    bring(REGISTER, LAYOUTS["rochdale"], by=SYSTEM, at=timezone.now(), office="LA", as_of=date(2025, 12, 31))
    entity_id = EntityNow.objects.get(number="LA-1").entity_id
    at = timezone.now()
    certificate = issue_certificate(id=new_id(), by=world.cast.actor("bounmy"), at=at, entity_id=entity_id, on=at.date())
    world.made |= {"entity": entity_id, "register_certificate": certificate}


ENTITY = {"entity_id": lambda world: world.made["entity"]}
CERTIFICATE = {"certificate_id": lambda world: world.made["register_certificate"]}
SENT = {"operation_id": lambda world: new_id(), "on": "2026-01-01"}
REGISTRARS = {"registrar": 200, "others": 403}

ROWS = [
    open_to_all("registry:home"),
    open_to_all("registry:entity", "GET", ENTITY),
    open_to_all("registry:extract"),
    open_to_all("registry:extract-csv"),
    open_to_all("registry:extract-jsonld"),
    open_to_all("registry:verify"),
    open_to_all("registry:keys"),
    open_to_all("registry:keys-file"),
    row("registry:issue-certificate", "GET", ENTITY, **REGISTRARS),
    row("registry:issue-certificate", "POST", ENTITY, SENT, **{**REGISTRARS, "registrar": 302}),
    row("registry:certificate", "GET", CERTIFICATE, registrar=200, others=404),
    row("registry:certificate-paper", "GET", {**CERTIFICATE, "language": "lo"}, registrar=200, others=404),
    row("registry:reprint-certificate", "POST", CERTIFICATE, SENT, registrar=302, others=404),
]
