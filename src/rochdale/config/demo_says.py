"""What each invented person says to visitors, as `demo_world.toml` has it: a reader gets it in the own language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERSONAS_SAY = (
    _("answers those who are introduced to the shops"),
    _("approves what is paid and counts the cash"),
    _("brings coffee and looks at what is owed"),
    _("buys cocoa and tea for forty food shops"),
    _("buys coffee for Japan and reads the residue report first"),
    _("buys coffee for shops owned by their customers"),
    _("buys food from across the border"),
    _("buys pineapple, cocoa and coffee"),
    _("clears the market and shows that it was fair"),
    _("decides how the money of a cocoa sale is shared out"),
    _("decides what becomes of a group under the new law"),
    _("decides on unions and mergers of cooperatives"),
    _("decides what is left of a pineapple sale"),
    _("decides what is left of a tea sale"),
    _("decides what is left of a truckload sold"),
    _("decides what is left of fish and papaya sold"),
    _("decides who is registered as a cooperative"),
    _("looks through applications and proposes what to decide"),
    _("decides with a second look what each cooperative of the pool gets"),
    _("has her group of coffee growers registered"),
    _("imports for shops that cooperatives own"),
    _("introduces growers and buyers to each other"),
    _("leads a union of cocoa cooperatives"),
    _("lends against contracts until the buyer pays"),
    _("looks after cooperatives that are overdue"),
    _("offers coffee and answers matches"),
    _("pools the lots of five cooperatives"),
    _("sells cocoa through the union"),
    _("sells fish and papaya to an importer cooperatives own"),
    _("sells pineapple to Italy"),
    _("sells tea to Japan"),
    _("sends dried fish by truck to a neighbour country"),
    _("shares a container with neighbours"),
    _("turns a common initiative group into a cooperative"),
    _("weighs and writes at the collection point"),
    _("writes the news and stories of the front pages"),
)
