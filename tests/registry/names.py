"""A small register of invented names for tests of search."""

from __future__ import annotations

from uuid import UUID

from rochdale.registry.models import NameKind
from rochdale.registry.names_index import NameRow, index_names

AGOKPALA = "TG/maritime/zio/zio-3/agbelouve/agokpala"
VOGAN = "TG/maritime/vo/vo-1/vogan/midawo"
BADOU = "TG/plateaux/wawa/wawa-1/badou/anonoe"
BUEA = "CM/sw/fako/buea"
NAMES = {
    AGOKPALA: ("Maritime", "Zio", "Zio 3", "Agbélouvé", "Agokpala"),
    VOGAN: ("Maritime", "Vo", "Vo 1", "Vogan", "Midawo Kopé"),
    BADOU: ("Plateaux", "Wawa", "Wawa 1", "Badou", "Anonoe"),
    BUEA: ("South West", "Fako", "Buea"),
}
REGISTER = (
    (1, "Coopérative Dekawowo", NameKind.PRESENT, AGOKPALA),
    (2, "Coopérative dekawowo", NameKind.PRESENT, AGOKPALA),
    (3, "Coopérative Novissi", NameKind.PRESENT, VOGAN),
    (4, "Novissi Djigbodi", NameKind.PRESENT, VOGAN),
    (5, "Coopérative N'tifafa", NameKind.PRESENT, BADOU),
    (6, "Novissi", NameKind.PRESENT, BADOU),
    (7, "SCOOPS Binum", NameKind.PRESENT, BUEA),
    (7, "GIC Binum Farmers", NameKind.FORMER, BUEA),
    (7, "SW/GP/24/96/01234", NameKind.NUMBER, BUEA),
    (8, "Union des producteurs de cacao de Badou", NameKind.PRESENT, BADOU),
    (8, "UPROCAB", NameKind.ACRONYM, BADOU),
    (9, "Kékéli Étoile", NameKind.REJECTED, VOGAN),
    (10, "ສະຫະກອນກາເຟ ປາກຊ່ອງ", NameKind.PRESENT, ""),
    (11, "Les 5-étoiles", NameKind.PRESENT, BADOU),
)


def fill() -> None:
    """Write them all down."""
    index_names(
        NameRow(UUID(int=number), name, kind, office=place[:2], place=place, place_names=NAMES.get(place, ()))
        for number, name, kind, place in REGISTER
    )
