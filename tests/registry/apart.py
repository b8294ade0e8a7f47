"""`python -m tests.registry.apart …`: what people do at a centre and at desks in processes and databases of their own."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
django.setup()

from rochdale.base import tenancy  # noqa: E402  # all of these need the settings above
from rochdale.kernel.refusal import Refused  # noqa: E402
from rochdale.registry.models import Dossier  # noqa: E402
from tests.cast import id_of, make_cast  # noqa: E402
from tests.registry.desks import NAMES, decided  # noqa: E402
from tests.registry.offices import join, set_up  # noqa: E402

DESKS = {"LA-CS": ("register", ""), "LA-SL": ("salavan", "Lao Ngam")}


def centre() -> None:
    """Two offices with blocks 001-050 and 051-100, and their people."""
    make_cast()
    set_up()
    join("khamla2", "Khamla Inthisone", "salavan", "registrar")


def work(office: str) -> None:
    """Fifty-one groups come, one after another; whoever was decided before a power cut is not decided again."""
    body, village = DESKS[office]
    for place, name in enumerate(NAMES[:51], start=1):
        try:
            told = number(f"{office} {name}", office=office, body=body, name=f"{name} Cooperative", village=village)
        except Refused as refused:
            dossier = Dossier.objects.get(pk=id_of(f"{office} {name}"))
            told = f"{refused.refusals[0].code} {dossier.number}"
        sys.stdout.write(f"{place} {told}\n")
        sys.stdout.flush()


def number(word: str, **more: str) -> str:
    """Of the group that was registered before the power failed, or of the one that is decided now."""
    known = Dossier.objects.filter(pk=id_of(word), state="registered").select_related("entity__now").first()
    return known.entity.now.number if known and known.entity else decided(word, **more)


if __name__ == "__main__":
    with tenancy.everywhere("tests"):
        match sys.argv[1:]:
            case ["centre"]:
                centre()
            case ["work", office]:
                work(office)
