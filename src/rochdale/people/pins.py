"""Keeping and trying PINs. A PIN is short: its hash is slow and keyed, and the tries of each person on each device are counted."""

from __future__ import annotations

import math
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac

from rochdale.base import tenancy
from rochdale.kernel.refusal import Refusal
from rochdale.people.device_secrets import secret_keys
from rochdale.people.models import Device, Pin
from rochdale.people.rules.devices import pause_after

_SALT = "rochdale.people.pins"
_REMEMBERS_SECONDS = 24 * 3600
"""For how long wrong tries are remembered after the last one."""


def in_plain_figures(typed: str) -> str:
    """Figures of any script (Lao, Arabic …) as 0 to 9, without spaces."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in typed if not sign.isspace())


def hash_of_pin(pin: str, *, operation_id: UUID) -> str:
    """What is kept of a PIN. Salted by the operation, so that the same form sent again is the same operation."""
    salt = salted_hmac(_SALT, str(operation_id)).hexdigest()[:32]
    return make_password(_keyed(pin, settings.SECRET_KEY), salt=salt)


def try_pin(device_id: UUID, person_id: UUID, typed: str, *, at: datetime) -> list[Refusal]:
    """Why the figures do not let the person in on that device; nothing when they do.

    A try is counted before the slow hash is looked at and forgiven when it was right, so that many tries at once are still counted one
    by one.
    """
    wrong, waits = _count_a_try(device_id, person_id, at)
    if waits:
        return [_waits(waits)]
    pin = Pin.objects.filter(person_id=person_id).first()
    if pin and _is_right(typed, pin.hash):
        cache.delete(_key(device_id, person_id))
        return []
    pause = pause_after(wrong)
    return [_waits(pause)] if pause else [Refusal("people.pin-is-wrong")]


def _count_a_try(device_id: UUID, person_id: UUID, at: datetime) -> tuple[int, timedelta]:
    """How many wrong tries there are with this one, and how long the person has to wait first."""
    key = _key(device_id, person_id)
    with transaction.atomic(), tenancy.everywhere("whoever taps a PIN acts for nobody yet"):
        Device.objects.select_for_update().get(pk=device_id)  # one try at a time is counted, whichever worker it reaches
        wrong, until = cache.get(key, (0, at))
        if at < until:
            return wrong, until - at
        cache.set(key, (wrong + 1, at + pause_after(wrong + 1)), _REMEMBERS_SECONDS)
    return wrong + 1, timedelta()


def _is_right(typed: str, kept: str) -> bool:
    return any(check_password(_keyed(typed, key), kept) for key in secret_keys())


def _keyed(pin: str, key: str) -> str:
    return salted_hmac(_SALT, pin, secret=key, algorithm="sha256").hexdigest()


def _waits(pause: timedelta) -> Refusal:
    return Refusal("people.pin-waits", {"minutes": math.ceil(pause.total_seconds() / 60)})


def _key(device_id: UUID, person_id: UUID) -> str:
    return f"pin:{device_id}:{person_id}"
