"""What stands above an official paper of a country: its name and motto in its own languages, as its constitution writes them."""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "LA": (("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ"),),
    "CM": (
        ("République du Cameroun", "Paix – Travail – Patrie"),
        ("Republic of Cameroon", "Peace – Work – Fatherland"),
    ),
    "TG": (("République togolaise", "Travail – Liberté – Patrie"),),
}
"""By country: (name of the state, motto), side by side where there are two. Other countries have their name alone."""

LANGUAGES: Mapping[str, tuple[str, ...]] = {"LA": ("lo", "en", "fr"), "CM": ("fr", "en", "lo"), "TG": ("fr", "en", "lo")}
"""In which languages papers of a country are offered, its own first."""
OTHERS = ("en", "fr", "lo")
OFFICIAL: Mapping[str, tuple[str, ...]] = {"LA": ("lo",), "CM": ("fr", "en"), "TG": ("fr",)}
"""In which of them an office writes and reads: the constitutions' own."""


def heading_of(country: str) -> tuple[tuple[str, str], ...]:
    """Names and mottos above a paper; empty where we know none."""
    return HEADINGS.get(country, ())


def languages_of(country: str) -> tuple[str, ...]:
    """Languages of papers of a country."""
    return LANGUAGES.get(country, OTHERS)


def language_of(country: str, reader: str) -> str:
    """In which language a paper is offered first: the reader's, where the offices there write it; else that of the country."""
    official = OFFICIAL.get(country, (reader,))
    return reader if reader in official else official[0]
