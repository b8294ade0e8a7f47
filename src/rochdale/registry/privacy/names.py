"""Privacy of names. They name cooperatives, not people, and the register is public (docs/rules/names.md)."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, public

_REGISTER = "of the public register: names, numbers, form, office, and the seat down to its village"
_INDEX = "the index in which names are looked up"

classify(
    "registry.RegisterName",
    internal(_INDEX, "id", "normalised", "squeezed"),
    public(_REGISTER, "entity_id", "name", "kind", "form", "office", "place", "place_names", "from_on", "until_on"),
)
classify("registry.NameWord", internal(_INDEX, "id", "word", "names"))
classify("registry.NamePosting", internal(_INDEX, "word_id", "size", "name_id"))
classify("registry.NameSlip", internal(_INDEX, "letters", "word_id"))
classify("registry.NameEnding", internal(_INDEX, "letters", "word_id"))
