"""What trade says when a frame or a call-off cannot be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Frameworks, docs/rules/frameworks.md")

register(
    {
        "trade.frame-below-called-off": Words(
            says=_("%(called_kg)s kg are called off already, and the frame would hold only %(kg)s kg."),
            remedy=_("Write at least what is called off."),
            source=_RULES,
        ),
        "trade.call-off-above-frame": Words(
            says=_("%(kg)s kg are more than the %(left_kg)s kg that are left."),
            remedy=_("Call off less, or agree on a larger frame first."),
            rule=_("All call-offs together stay within the frame."),
            source=_RULES,
        ),
        "trade.call-off-below-least": Words(
            says=_("%(kg)s kg are less than the %(least_kg)s kg agreed on for one call-off."),
            remedy=_("Call off more, or all that is left."),
        ),
        "trade.call-off-outside-period": Words(
            says=_("That is outside the time of the frame."), remedy=_("Write days from %(first)s to %(last)s.")
        ),
        "trade.least-call-off-above-frame": Words(
            says=_("One call-off of at least %(least_kg)s kg does not fit into %(kg)s kg."), remedy=_("Write a smaller one.")
        ),
        "trade.notice-too-short": Words(
            says=_("The frame ends no sooner than %(notice_days)s days from today."), remedy=_("Write a later day.")
        ),
        "trade.notice-out-of-range": Words(says=_("That many days of notice cannot be."), remedy=_("Write 0 to %(most)s days.")),
        "trade.framework-ends": Words(says=_("%(number)s ends on %(on)s."), remedy=_("Propose a new frame.")),
        "trade.frame-not-agreed": Words(
            says=_("Both sides have not agreed on %(number)s yet."), remedy=_("Wait for the other side's yes, or propose a change.")
        ),
        "trade.only-the-other-side-confirms": Words(
            says=_("You called it off; the other side confirms it."), remedy=_("Wait for its answer, or take it back.")
        ),
        "trade.call-off-does-not-wait": Words(
            says=_("Call-off %(number)s does not wait for an answer any more."), remedy=_("Open the frame again.")
        ),
    }
)
