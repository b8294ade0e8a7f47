"""`rochdale registry`: rule packs checked, names looked up, registers read in."""

from __future__ import annotations

import click

from rochdale.registry import certificate_commands, desk_commands, ledger_commands, name_commands, pack_commands, twice_commands


@click.group(help="The register of cooperatives: rule packs, names, imports, certificates.")
def registry() -> None:
    """The group; its commands stand in files of their own."""


for command in (
    pack_commands.check_pack,
    name_commands.find,
    name_commands.check,
    ledger_commands.bring_register,
    ledger_commands.rebuild,
    twice_commands.find_twice,
    certificate_commands.verify_certificate,
    certificate_commands.withdraw,
    desk_commands.give_file,
    desk_commands.open_file,
    desk_commands.report,
    desk_commands.bring,
):
    registry.add_command(command)
