"""Setting up an installation from its command line: the first organizations and their first officers. Acts as the installation."""

from __future__ import annotations

from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.base.actor import SYSTEM
from rochdale.base.codes import hash_of, new_code
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people import entering, operations, queries
from rochdale.people.rules.entering import INVITATION_LASTS
from rochdale.people.rules.kinds import Kind, OfficeName


@click.group()
def people() -> None:
    """Set up organizations and give their first offices."""


@people.command("organization")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("name")
@click.option("--country", required=True, metavar="CC", help="Two letters, as LA.")
@click.option("--place", default="", metavar="LOCODE", help="Five signs, as LAPKZ.")
def add_organization(kind: str, name: str, country: str, place: str) -> None:
    """Write down an organization of KIND with NAME; prints its id."""
    try:
        id = operations.register_organization(
            id=new_id(), by=SYSTEM, at=timezone.now(), kind=kind, name=name, country=country.upper(), place=place.upper()
        )
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    click.echo(id)


@people.command("office")
@click.argument("contact")
@click.argument("office", type=click.Choice([office.value for office in OfficeName]))
@click.argument("organization", type=click.UUID)
def give_office(contact: str, office: str, organization: UUID) -> None:
    """Give the person with that e-mail or phone an OFFICE in an ORGANIZATION (its id)."""
    found = queries.organization(organization)
    if found is None:
        raise click.ClickException(_("There is no organization with this id. `rochdale people list` shows them."))
    try:
        person_id = queries.person_with_contact(contact)
        operations.appoint(id=new_id(), by=SYSTEM, at=timezone.now(), person_id=person_id, organization_id=organization, office=office)
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    click.echo(_("%(contact)s is %(office)s of %(organization)s now.") % {"contact": contact, "office": office, "organization": found.name})


@people.command("invite")
@click.argument("organization", type=click.UUID)
@click.argument("name")
@click.argument("offices", nargs=-1, required=True, type=click.Choice([office.value for office in OfficeName]))
def ask_in(organization: UUID, name: str, offices: tuple[str, ...]) -> None:
    """Ask the person NAME into an ORGANIZATION (its id) with OFFICES; prints the code of the invitation."""
    code = new_code()
    try:
        operations.invite(
            id=new_id(),
            by=SYSTEM,
            at=timezone.now(),
            organization_id=organization,
            name=name,
            offices=offices,
            code_sha256=hash_of(code, purpose=entering.INVITATION),
        )
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    click.echo(_("%(code)s opens once, at /invited/, within %(days)s days.") % {"code": code, "days": INVITATION_LASTS.days})


@people.command("let-in")
@click.argument("contact")
def let_in(contact: str) -> None:
    """Let the person with that e-mail, phone or sign-in name in again whom no officer can; prints the code of a recovery slip."""
    code = new_code()
    try:
        person_id = queries.person_with_contact(contact)
        digest = hash_of(code, purpose=entering.RECOVERY)
        operations.print_slip_of_the_installation(id=new_id(), by=SYSTEM, at=timezone.now(), person_id=person_id, code_sha256=digest)
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    click.echo(_("%(code)s opens once, at /in-again/, within a day.") % {"code": code})


@people.command("list")
def list_organizations() -> None:
    """List organizations: id, kind, country, name."""
    for found in queries.organizations():
        click.echo(f"{found.id}  {found.kind:<22}{found.country}  {found.name}")
