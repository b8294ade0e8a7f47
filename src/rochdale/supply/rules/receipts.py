"""What a receipt says in few signs: its check, and the text for a short message."""

from __future__ import annotations

import hashlib

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CHECK_LENGTH = 6
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38 basic characters: 160 of them are one message. Other scripts travel as UCS-2, 70 to a message."""
_PLAIN = str.maketrans("êëâîïôûçÊËÂÎÏÔÛÀÈ’\u00a0\u202f\u2009−–", "eeaiioucEEAIIOUAE'   --")
ONE_MESSAGE, ONE_WIDE_MESSAGE = 160, 70


def check(organization_id: str, receipt_no: str, net_g: int, value_minor: int | None) -> str:
    """Six signs that follow from what the receipt says: a changed weight or amount gives others. No secret is in them, so that a
    device without a line writes the same; whether a receipt is genuine is answered by the books.
    """
    told = "|".join((organization_id, receipt_no, str(net_g), "" if value_minor is None else str(value_minor)))
    digest = hashlib.sha256(told.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CHECK_LENGTH])


def for_message(text: str) -> str:
    """The text as it costs least: letters outside the basic set replaced by their plain ones where that says the same."""
    plain = text.translate(_PLAIN)
    return plain if set(plain) <= GSM_7 else text


def fits_one_message(text: str) -> bool:
    """Whether it is sent as one message."""
    return len(text) <= (ONE_MESSAGE if set(text) <= GSM_7 else ONE_WIDE_MESSAGE)


def shortest_that_fits(texts: list[str]) -> str:
    """The first text that fits one message, else the last and shortest."""
    plain = [for_message(text) for text in texts]
    return next((text for text in plain if fits_one_message(text)), plain[-1])
