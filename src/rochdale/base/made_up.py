"""The made-up name of an erased person, as it is stored and as it is shown. Knows no table: pages and engines without Django use it."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

ERASED = gettext_noop("Erased person %(code)s")


def shown_name(name: str) -> str:
    """A name as it is shown: a made-up one in the reader's language."""
    before, after = ERASED.split("%(code)s")
    is_erased = name.startswith(before) and name.endswith(after)
    return gettext(ERASED) % {"code": name.removeprefix(before)} if is_erased else name
