"""Every table with an owner stands behind walls, or is named here with the reason why others see its rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, Model

from rochdale.base.tenancy import OwnedRows
from rochdale.base.walls import SameOwner, Walled

SEEN_BY_OTHERS = {
    "base.Hold": "while one organization holds a person, no other one may have the person erased",
    "learning.GroupTie": "the group sees whose part it is",
    "learning.Outcome": "trainers of other organizations see that a result is there, and nothing of it",
    "learning.Trainer": "a group finds its trainer by the code on the card; a cascade goes across organizations",
    "learning.Workshop": "announced to everybody; who was there is kept apart by the query",
    "people.Office": "who leads an organization is public, and a person acts for several",
    "people.Sharing": "whom something is shared with sees that it is",
    "people.SlipConsent": "officers of several organizations stand up for one person",
    "registry.ActsFor": "the office sees who acts for a cooperative before the register",
    "trade.Answer": "all parties of a container see who said yes",
    "trade.ContractParty": "all parties of a contract see each other",
    "trade.ContractSignature": "all parties of a contract see who agreed",
    "trade.Invoice": "seller and buyer see it",
    "trade.Shipment": "all parties of its contracts follow it",
    "trade.ShippingPaper": "all parties of a shipment see which papers are there",
    "trade.PoolSettlement": "all cooperatives of a pool see its sums; their lines are kept apart by the query",
    "trade.Tender": "the suppliers asked see it; it holds sums and places, no member",
    "trade.Certificate": "shown to whom its owner shows that part of its profile",
    "trade.ContactPerson": "shown to whom its owner shows that part of its profile",
    "trade.Introducer": "everybody may know who introduces",
    "trade.Introduction": "its introducer and both sides see it",
    "trade.IntroductionAnswer": "two yeses make a connection; what one side said is kept apart by the query",
    "trade.ListedReader": "whoever stands on a list sees what is for it",
    "trade.PartShown": "says to every reader what is shown",
    "trade.Profile": "shown to whom its owner shows that part of it",
    "trade.ProfileGoods": "shown to whom its owner shows that part of its profile",
    "trade.ProfilePicture": "shown to whom its owner shows that part of its profile",
    "trade.ViewRequest": "who asks and who is asked see it",
    "trade.CallOff": "seller and buyer see it",
    "trade.CallOffAnswer": "seller and buyer see it",
    "trade.Framework": "seller and buyer see it",
    "trade.FrameworkNotice": "seller and buyer see it",
    "trade.FrameworkSignature": "seller and buyer see it",
    "trade.OnwardSale": "the parties of the contract and its importer see it",
    "trade.Prefinance": "borrower and lender see it",
    "trade.PrefinanceEnd": "borrower and lender see it",
    "trade.PrefinanceMove": "borrower and lender see it",
    "trade.Publication": "the parties of a sale see what would be shown; anybody once all have said yes",
    "trade.PublicationAnswer": "the parties of a sale see who said yes",
    "trade.SaleFigure": "the parties of a sale see what is told to them; the rest is kept apart by the query",
    "trade.ScenarioSheet": "shown to another organization once it is shared",
    "trade.MarketDay": "announced to all who trade; its report is published",
    "trade.Need": "shown to the market; its limit is sealed column by column",
    "trade.Offer": "shown to the market; its reserve is sealed column by column",
}
"""Tables whose every row has an organization, and is not that organization's alone. Each has a right of its own (`permit`)."""


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("rochdale.") and model._meta.managed]


def owned() -> list[type[Model]]:
    """Those whose every row belongs to an organization."""
    columns = {model: {column.attname: column for column in model._meta.concrete_fields} for model in ours()}
    return [model for model, of in columns.items() if "organization_id" in of and not of["organization_id"].null]


def walled() -> list[type[Model]]:
    return [model for model in ours() if issubclass(model._default_manager._queryset_class, OwnedRows)]


def operations() -> Iterator[object]:
    for migration in MigrationLoader(None).disk_migrations.values():
        yield from migration.operations


def test_a_table_with_an_owner_is_walled_or_says_why_not() -> None:
    open_to_others = {model._meta.label for model in owned()} - {model._meta.label for model in walled()}
    assert open_to_others == SEEN_BY_OTHERS.keys()


def test_what_is_walled_in_the_program_is_walled_in_the_database_and_the_other_way_round() -> None:
    in_database = [operation.table for operation in operations() if isinstance(operation, Walled)]
    assert sorted(in_database) == sorted(model._meta.db_table for model in walled())


def test_every_way_to_the_rows_of_a_walled_table_is_behind_the_wall() -> None:
    for model in walled():
        for manager in model._meta.managers:
            assert issubclass(manager._queryset_class, OwnedRows), f"{model._meta.label}.{manager.name}"


def test_whatever_points_to_a_walled_row_has_the_same_owner() -> None:
    held = {(one.child, one.column, one.parent) for one in operations() if isinstance(one, SameOwner)}
    pointing = set()
    for model in ours():
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model in walled():
                assert model in owned(), f"{model._meta.label}.{column.name} points to a walled row and has no organization of its own"
                pointing.add((model._meta.db_table, column.column, column.related_model._meta.db_table))
    assert pointing - held == set()
