"""Django's entry to the composition: binds news to flows once everything is loaded."""

import gc
from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "rochdale.config"
    label = "config"

    def ready(self) -> None:
        # Python looks for circles of forgotten objects after every 700: a quarter of the time that 10,000 plots take.
        gc.set_threshold(50_000, 20, 20)
        news = import_module("rochdale.base.news")
        letters, told = import_module("rochdale.flows.letters"), import_module("rochdale.trade.news")
        onward, shipped = import_module("rochdale.flows.onward"), import_module("rochdale.flows.shipped")
        news.bind(told.MarketCleared, letters.market_cleared)
        news.bind(told.ContainerReleased, letters.container_released)
        news.bind(told.ContractDrawnUp, letters.contract_drawn_up)
        news.bind(told.MarketDayOpened, letters.market_day_opened)
        news.bind(told.MarketDayReminded, letters.market_day_reminded)
        news.bind(told.MarketDayClosed, letters.market_day_closed)
        news.bind(told.TenderOpened, letters.tender_opened)
        news.bind(told.TenderAwarded, letters.tender_awarded)
        news.bind(told.ViewAsked, letters.view_asked)
        news.bind(told.ViewAnswered, letters.view_answered)
        news.bind(told.IntroductionProposed, letters.introduction_proposed)
        news.bind(told.ConnectionMade, letters.connection_made)
        news.bind(told.ContractDrawnUp, onward.contract_drawn_up)
        news.bind(told.ShipmentLeft, shipped.shipment_left)
        outcomes, register = import_module("rochdale.flows.outcomes"), import_module("rochdale.registry.news")
        news.bind(told.ContractDrawnUp, outcomes.contract_drawn_up)
        news.bind(register.Registered, outcomes.registered)
        news.bind(register.AssemblyReported, outcomes.assembly_reported)
        news.bind(import_module("rochdale.supply.news").FirstDelivery, outcomes.first_delivery)
        news.bind(told.BidMade, letters.bid_made)
        news.bind(told.NegotiationEnded, letters.negotiation_ended)
        news.bind(told.SampleMoved, letters.sample_moved)
        news.bind(import_module("rochdale.supply.news").CashBoxDiffered, letters.cash_box_differed)
