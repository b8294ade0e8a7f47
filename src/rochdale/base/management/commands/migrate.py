"""Django's `migrate`, as the owner of the tables: the role as which the program works may change none, and gets its rights here."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from rochdale.base import postgresql, tenancy


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with tenancy.everywhere("a migration changes the tables of all organizations"), postgresql.as_owner():
            super().handle(*args, **options)
        postgresql.grant()
