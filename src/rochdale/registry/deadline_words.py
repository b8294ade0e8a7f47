"""What the program says of deadlines, silence and standing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_COUNTING = _("Deadlines of the register, docs/rules/registry-deadlines.md")
_SURE = _("Only what was read in the law happens by itself.")

register(
    {
        "registry.clock-runs-for-all-we-know": Words(
            _("The last day is %(on)s. If the clock stood still while changes were asked for, for %(days)s days, it is %(later)s."),
            _("Ask which counts; until then the clock runs."),
            source=_COUNTING,
        ),
        "registry.last-day-is-no-working-day": Words(
            _("The last day, %(on)s, is no working day. If the law moves it, it is %(later)s."),
            _("Ask which counts; until then it stays."),
            source=_COUNTING,
        ),
        "registry.time-for-decision-unknown": Words(
            _("Nobody has read in how much time the office decides."), _("Decide as soon as you can."), source=_COUNTING
        ),
        "registry.time-for-decision-is-over": Words(_("The time for a decision ended on %(on)s."), _("Decide now."), _SURE, _COUNTING),
        "registry.extension-needs-a-reason": Words(_("More time needs a reason."), _("Write one sentence.")),
        "registry.extension-gives-no-time": Words(_("%(until)s gives no more time: it is due on %(due)s."), _("Choose a later day.")),
        "registry.ground-for-referral": Words(
            _("%(ground)s, since %(since)s: a ground for dissolution since %(met)s."),
            _("A referral to the court can be prepared."),
            _SURE,
            _COUNTING,
        ),
    }
)
