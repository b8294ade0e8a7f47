"""What the program says of deadlines, silence, standing and the regimes of an entity."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_COUNTING = _("Deadlines of the register, docs/rules/registry-deadlines.md")
_SURE = _("Only what was read in the law happens by itself.")
_REGIMES = _("An entity is under one law at a time. Only a filing opens or closes it.")

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
        "registry.regimes-overlap": Words(
            _("From %(on)s on, the entity would be %(one)s and %(other)s at a time."),
            _("End the first before the second begins."),
            _REGIMES,
        ),
        "registry.gap-needs-a-reason": Words(
            _("From %(from)s until %(to)s the entity would be under no law."), _("Write down why, or close the gap."), _REGIMES
        ),
        "registry.regime-without-first-day": Words(_("Since when is it %(form)s?"), _("Write the first day."), _REGIMES),
        "registry.regime-not-opened-by-filing": Words(
            _("%(form)s was opened by %(kind)s."), _("Name the filing that opened it."), _REGIMES
        ),
        "registry.regime-not-closed-by-filing": Words(
            _("%(form)s was closed by %(kind)s."), _("Name the filing that closed it."), _REGIMES
        ),
    }
)
