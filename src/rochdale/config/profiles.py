"""Three ways to run Rochdale. What a profile is follows from what stands around it: a public server, a village without a line, a try.

`docs/how-to/profiles.md` describes them; tests start the settings of each in a process of its own and look at what is answered.
No profile silences a check of Django; `rochdale doctor` asks each for what it promises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs between the ways to run it. Everything else is the same in all."""

    uses_tls: bool
    """Behind a proxy that ends TLS: redirect to https, HSTS, `__Host-` cookies."""
    has_passkeys: bool
    """Browsers offer passkeys only where the connection is secure, or on the machine itself."""
    needs_secret: bool
    """Whether it starts only with a secret key of its own."""
    backs_up: bool
    """Whether it writes backups by the clock, and says so when there are none."""


PROFILES: Mapping[str, Profile] = {
    "production": Profile(uses_tls=True, has_passkeys=True, needs_secret=True, backs_up=True),
    "village-box": Profile(uses_tls=False, has_passkeys=False, needs_secret=True, backs_up=True),
    "demo": Profile(uses_tls=False, has_passkeys=True, needs_secret=False, backs_up=False),
}
