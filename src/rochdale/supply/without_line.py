"""Where one goes on working without a line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.ui.offline import WORK_PAGES

WORK_PAGES.append(("supply:scale-desk", _("Weigh deliveries"), "scale"))
