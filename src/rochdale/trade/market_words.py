"""What is said about files, defaults and minimum prices on their way into the market. Registers itself when imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.trade.clearing_words import CHANGES, MATCHES, VERDICTS, VERIFIER

_LAYOUTS = _("docs/reference/market-files.md")
_FLOORS = _("docs/rules/price-floor.md")

FILES = {
    "market.file-cannot-open": Words(says=_("The file cannot be opened: %(problem)s."), remedy=_("Check its name and place.")),
    "market.file-without-rows": Words(
        says=_("The file has a header but no rows."), remedy=_("Add at least one row. An empty market cannot be cleared.")
    ),
    "market.file-header-twice": Words(says=_("The header “%(header)s” stands twice."), remedy=_("Keep one of the two columns.")),
    "market.file-unknown-layout": Words(
        says=_("The headers fit no layout we know: %(headers)s."), remedy=_("Use the headers on the help page of files."), source=_LAYOUTS
    ),
    "market.file-columns-missing": Words(
        says=_("These columns are missing: %(columns)s."), remedy=_("Add them. A cell may stay empty."), source=_LAYOUTS
    ),
    "market.file-columns-ignored": Words(
        says=_("These columns were not used: %(columns)s."), remedy=_("Check their spelling if they matter.")
    ),
    "market.row-too-long": Words(
        says=_("The row has more cells (%(found)s) than headers (%(columns)s)."),
        remedy=_("Put a cell with a separator in it between quotation marks."),
    ),
    "market.id-twice": Words(says=_("The id “%(id)s” was used before, in row %(first_row)s."), remedy=_("Give every row its own id.")),
}

CELLS = {
    "market.cell-empty": Words(says=_("This cell is empty."), remedy=_("Fill in “%(column)s”.")),
    "market.cell-formula-without-value": Words(
        says=_("This cell holds a formula without its result."), remedy=_("Open the file in a spreadsheet and save it again.")
    ),
    "market.cell-control-character": Words(says=_("This cell holds a sign that cannot be seen."), remedy=_("Type the cell again.")),
    "market.cell-too-long": Words(says=_("This cell is longer than %(most)s letters."), remedy=_("Shorten it.")),
    "market.cell-number-two-readings": Words(
        says=_("“%(text)s” may be a thousand or a decimal number."), remedy=_("Write it without a thousands mark, with two decimals.")
    ),
    "market.cell-not-a-whole-number": Words(
        says=_("“%(text)s” is not a whole number."), remedy=_("Write a whole number from 0 to 1000000.")
    ),
    "market.cell-kg-not-positive": Words(says=_("%(kg)s kg cannot be traded."), remedy=_("Write at least 1 kg.")),
    "market.cell-kg-absurd": Words(says=_("%(kg)s kg is more than %(most_kg)s kg."), remedy=_("Check the weight. It must be in kg.")),
    "market.cell-price-not-positive": Words(says=_("A price of %(price)s is not above 0."), remedy=_("Write the price per unit.")),
    "market.cell-price-absurd": Words(says=_("A price of %(price)s cannot be right."), remedy=_("Check price, currency and unit.")),
    "market.cell-score-out-of-range": Words(says=_("A score of %(score)s is not between 0 and 100."), remedy=_("Check the score.")),
    "market.cell-not-a-date": Words(says=_("“%(text)s” is not a date."), remedy=_("Write it as 2027-01-31.")),
    "market.cell-date-two-readings": Words(says=_("“%(text)s” may be two different days."), remedy=_("Write it as 2027-01-31.")),
    "market.cell-date-absurd": Words(says=_("The date %(date)s is too far away."), remedy=_("Check the year.")),
    "market.cell-unknown-price-unit": Words(says=_("A price cannot be per “%(unit)s”."), remedy=_("Use one of these: %(choices)s.")),
    "market.price-without-unit": Words(
        says=_("The price has no unit."), remedy=_("Write kg, lb, t, quintal46 or quintal100 under “%(column)s”.")
    ),
    "market.price-without-currency": Words(
        says=_("The price has no currency."), remedy=_("Write a code such as USD or XAF under “%(column)s”.")
    ),
    "market.cell-unknown-currency": Words(
        says=_("“%(currency)s” is not a currency in use."), remedy=_("Write its code of three letters, such as USD.")
    ),
    "market.cell-currency-in-cents": Words(
        says=_("“%(currency)s” means cents."), remedy=_("Write the price in the whole currency: 180 cents are 1.80 USD.")
    ),
    "market.cell-unknown-product": Words(
        says=_("The product “%(product)s” has no container load."), remedy=_("Use one of these, or add it to the defaults: %(known)s.")
    ),
    "market.cell-port-without-position": Words(
        says=_("Nobody knows where %(name)s (%(port)s) lies."), remedy=_("Choose another port or town near it.")
    ),
    "market.cell-no-suppliers": Words(
        says=_("With no supplier nothing can be delivered."), remedy=_("Write 1 or more, or leave it empty.")
    ),
    "market.min-lot-above-kg": Words(
        says=_("The smallest lot (%(min_lot_kg)s kg) is more than the need (%(kg)s kg)."), remedy=_("Lower the smallest lot.")
    ),
    "market.score-without-protocol": Words(
        says=_("A score means nothing without its protocol."), remedy=_("Name the protocol, such as SCA-2004.")
    ),
    "market.window-ends-before-it-starts": Words(
        says=_("The window ends on %(ends)s, before it starts on %(starts)s."), remedy=_("Check both dates.")
    ),
    "market.name-not-in-defaults": Words(
        says=_("“%(name)s” is not in the defaults. It is kept as “%(kept)s”."), remedy=_("It matches only the very same word.")
    ),
}

QUALITY_INSTITUTE = {
    "market.lot-weight-unknown": Words(
        says=_("The weight cannot be known: %(bags)s bags of “%(bag_weight)s”."),
        remedy=_("Write the weight of a bag with one unit, such as 60 kg."),
    ),
    "market.lot-without-country": Words(says=_("The lot names no country."), remedy=_("Fill in the country of origin.")),
    "market.lot-country-without-defaults": Words(
        says=_("The defaults say nothing of %(product)s from %(country)s."),
        remedy=_("Add its port, season and reserve to the defaults file."),
    ),
    "market.lot-not-graded": Words(says=_("The total score is 0: this lot was never graded."), remedy=_("It is offered without a score.")),
    "market.scores-do-not-add": Words(
        says=_("The ten scores add to %(sum)s, but the total says %(total)s."), remedy=_("Ask the grader which is right.")
    ),
    "market.bag-unusual": Words(
        says=_("A bag of %(bag_weight)s is unusual (%(low)s to %(high)s kg)."), remedy=_("Check whether this is the bag or a sample.")
    ),
    "market.email-in-name": Words(
        says=_("An e-mail address stands in a field for a name."), remedy=_("It was not kept. Write the name instead.")
    ),
    "market.altitude-unknown": Words(
        says=_("The altitude “%(text)s” cannot be read."), remedy=_("The text is kept. Write it as 1200-1400 m.")
    ),
    "market.cleaned-altitude-contradicts": Words(
        says=_("The cleaned altitude %(cleaned)s contradicts “%(text)s”."), remedy=_("The text counts. Check it.")
    ),
    "market.harvest-unknown": Words(
        says=_("The harvest “%(text)s” names no year."), remedy=_("The text is kept. Write it as 2026 or 2025-2026.")
    ),
    "market.date-unknown": Words(says=_("The date “%(text)s” cannot be read."), remedy=_("The text is kept. Write it as 2027-01-31.")),
}

DEFAULTS = {
    "market.defaults-unreadable": Words(
        says=_("The defaults file cannot be read: %(problem)s."), remedy=_("Compare it with the shipped one.")
    ),
    "market.defaults-missing": Words(
        says=_("The defaults file lacks “%(place)s”, or it is of the wrong kind."), remedy=_("Copy it from the shipped file.")
    ),
    "market.defaults-unit": Words(says=_("“%(place)s” stands in %(unit)s."), remedy=_("It must stand in %(expected)s.")),
    "market.defaults-absurd": Words(says=_("“%(place)s” cannot be %(value)s."), remedy=_("Check the figure and its unit.")),
    "market.window-over": Words(says=_("The window ended on %(ends)s, before %(on)s."), remedy=_("Give a window that is still to come.")),
    "market.window-without-sailing": Words(
        says=_("No sailing falls between %(starts)s and %(ends)s."), remedy=_("Sailings come every %(days)s days. Widen the window.")
    ),
}

PRICE_FLOORS = {
    "trade.floor-not-verified": Words(
        says=_("The minimum price “%(row)s” is not verified here. It does not bind yet."),
        remedy=_("Check it against its source (%(source)s), then verify it."),
        source=_FLOORS,
    ),
    "trade.floor-no-row": Words(
        says=_("No minimum price of %(scheme)s for %(product)s is known on %(on)s."),
        remedy=_("Enter the row with its source."),
        source=_FLOORS,
    ),
    "trade.floor-cell-empty": Words(
        says=_("The minimum price “%(row)s” lacks its %(cell)s."), remedy=_("Fill it from the source. Empty is never 0."), source=_FLOORS
    ),
    "trade.floor-level-differs": Words(
        says=_("The minimum is at %(floor_level)s, the price at %(level)s."),
        remedy=_("State the costs between them: %(lacking)s."),
        source=_FLOORS,
    ),
    "trade.floor-currency-differs": Words(
        says=_("The price is in %(currency)s, the minimum in %(floor_currency)s."),
        remedy=_("Convert one of them at a dated rate first."),
        source=_FLOORS,
    ),
    "trade.price-below-floor": Words(
        says=_("%(price)s %(currency)s per kg is %(short)s below the minimum of %(scheme)s."),
        remedy=_("Pay at least %(minimum)s %(currency)s per kg."),
        source=_FLOORS,
    ),
    "trade.floor-nothing-fixed": Words(says=_("Nothing has been fixed yet."), remedy=_("Fix the price of some kg first."), source=_FLOORS),
    "trade.floors-overlap": Words(
        says=_("“%(first)s” and “%(second)s” both hold on %(on)s."), remedy=_("End the first before the second starts.")
    ),
    "trade.floor-ends-before-it-starts": Words(says=_("The minimum price “%(row)s” ends before it starts."), remedy=_("Check both days.")),
    "trade.floor-unknown-level": Words(
        says=_("“%(level)s” is no trade level (row “%(row)s”)."), remedy=_("Use one of these: %(levels)s."), source=_FLOORS
    ),
    "trade.floor-unknown-currency": Words(
        says=_("“%(currency)s” is not a currency in use (row “%(row)s”)."), remedy=_("Write its code of three letters.")
    ),
    "trade.floor-unknown-unit": Words(
        says=_("“%(unit)s” is no unit of weight (row “%(row)s”)."), remedy=_("Use kg, lb, t, quintal46 or quintal100.")
    ),
    "trade.floor-below-zero": Words(says=_("The minimum price “%(row)s” has an amount below 0."), remedy=_("Check its amounts.")),
    "trade.floor-unknown-field": Words(
        says=_("Row %(row)s has fields nobody knows: %(fields)s."), remedy=_("Check their spelling."), source=_FLOORS
    ),
    "trade.floor-field-missing": Words(
        says=_("Row %(row)s lacks a field that it needs."), remedy=_("Compare it with the rows before it."), source=_FLOORS
    ),
}

for _group in (FILES, CELLS, QUALITY_INSTITUTE, DEFAULTS, PRICE_FLOORS, VERDICTS, CHANGES, MATCHES, VERIFIER):
    register(_group)
