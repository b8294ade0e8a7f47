"""The light a page is read in. Kept on the device as a cookie, so that the page comes from the server as it will look."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LIGHTS = {"": _("As the device has it"), "day": _("Day"), "dark": _("Dark"), "sun": _("High sun")}
COOKIE = "light"
KEPT_FOR_SECONDS = 365 * 24 * 3600
