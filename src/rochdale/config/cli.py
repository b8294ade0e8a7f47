"""The command line: `rochdale --help` reads like a table of contents. Each command imports what it needs when it runs."""

from __future__ import annotations

import os
import secrets
import sys
from importlib import import_module

import click

CHAPTERS = {
    "Run it": ("demo", "serve", "migrate", "work", "tick", "new-secret"),
    "Keep it safe": ("doctor", "backup", "restore", "verify-backup", "upgrade", "new-backup-key", "new-certificate-key"),
    "People": ("people", "export", "arrive"),
    "Registry": ("registry",),
    "Learning": ("learning",),
    "Supply": ("supply",),
    "Trade": ("market", "trade"),
}
ELSEWHERE = {
    "doctor": "rochdale.config.commands:ask_doctor",
    "backup": "rochdale.config.commands:backup",
    "restore": "rochdale.config.commands:restore",
    "verify-backup": "rochdale.config.commands:verify_backup",
    "upgrade": "rochdale.config.commands:upgrade",
    "people": "rochdale.people.commands:people",
    "export": "rochdale.config.leaving:export",
    "arrive": "rochdale.config.leaving:arrive",
    "registry": "rochdale.registry.commands:registry",
    "learning": "rochdale.learning.commands:learning",
    "supply": "rochdale.supply.commands:supply",
    "market": "rochdale.trade.commands:market",
    "trade": "rochdale.trade.sales_commands:trade",
}
SENTENCES = {
    "doctor": "Name what is wrong with this installation and how to mend it.",
    "backup": "Write everything into one file while the server runs.",
    "restore": "Read everything back from a backup.",
    "verify-backup": "Prove a backup by restoring it into an empty place.",
    "upgrade": "Back up, bring everything to this version, go back if that fails.",
    "people": "Set up organizations and give their first offices.",
    "export": "Write everything of one organization into one file.",
    "arrive": "Read an export into an empty installation.",
    "registry": "The register of cooperatives: rule packs, names, imports, certificates.",
    "learning": "Course packs that groups follow without a teacher.",
    "supply": "Growers' plots, lots and where they come from.",
    "market": "Clear a market from two files; verify a result.",
    "trade": "What goods cost landed, what a price leaves at the farm gate, invoices.",
}


def start_django() -> None:
    """Load settings and applications; wrong settings stop here with a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    import django
    from django.utils import translation

    django.setup()
    language = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    translation.activate(language[:2] if language[:2] in {"fr", "lo"} else "en")


class Contents(click.Group):
    """A group whose help is a table of contents, and whose chapters of other contexts load only when used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the chapters."""
        return [name for names in CHAPTERS.values() for name in names]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported from its context if it lives there."""
        if name not in ELSEWHERE:
            return super().get_command(ctx, name)
        start_django()
        module, attribute = ELSEWHERE[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Chapter by chapter; the sentence of a command of another context is kept here so that help imports nothing."""
        for chapter, names in CHAPTERS.items():
            with formatter.section(chapter):
                formatter.write_dl([(name, self._sentence(ctx, name)) for name in names])

    def _sentence(self, ctx: click.Context, name: str) -> str:
        if name in SENTENCES:
            return SENTENCES[name]
        command = super().get_command(ctx, name)
        return command.get_short_help_str(100) if command else ""


@click.group(cls=Contents, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rochdale")
def main() -> None:
    """Rochdale: cooperatives learn, register, govern themselves, get funded and trade with each other."""
    from rochdale.base import tenancy

    click.get_current_context().with_resource(tenancy.everywhere("whoever runs the installation sees all of it"))


@main.command()
@click.option("--fresh", is_flag=True, help="Throw the demo's data away and start anew.")
def demo(fresh: bool) -> None:
    """Start the demo world, with invented people to sign in as."""
    os.environ["ROCHDALE_MODE"] = "demo"
    os.environ.setdefault("ROCHDALE_VAR", "var/demo")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['ROCHDALE_VAR']}/rochdale.sqlite3")
    from rochdale.config import demo_start

    demo_start.run(is_fresh=fresh)


@main.command()
def serve() -> None:
    """Serve web pages and do the work behind them, until stopped with Ctrl-C."""
    start_django()
    from rochdale.config.serve import serve as run

    sys.exit(run())


@main.command()
def migrate() -> None:
    """Bring the database up to date with this version."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


@main.command()
def work() -> None:
    """Do waiting jobs and deliver news (`serve` starts this itself)."""
    start_django()
    from django.core.management import call_command

    call_command("work")


@main.command()
def tick() -> None:
    """Do what is due by the clock, and catch up what was missed (`serve` does this each minute)."""
    start_django()
    from django.core.management import call_command

    call_command("tick")


@main.command("new-secret")
def new_secret() -> None:
    """Print a fresh value for ROCHDALE_SECRET_KEY."""
    click.echo(secrets.token_urlsafe(50))


@main.command("new-backup-key")
def new_backup_key() -> None:
    """Print a fresh value for ROCHDALE_BACKUP_KEY; keep a copy of it off this machine."""
    from rochdale.base.backup_key import new_key

    click.echo(new_key())


@main.command("new-certificate-key")
def new_certificate_key() -> None:
    """Print a fresh value for ROCHDALE_CERTIFICATE_KEY; certificates signed with an older one stay true."""
    from rochdale.kernel.signing_keys import new_key

    click.echo(new_key())


if __name__ == "__main__":
    main()
