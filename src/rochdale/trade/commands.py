"""`rochdale market`: clears a market from two files, and checks a written result again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import click
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.trade import market_run, market_tables
from rochdale.trade.market.defaults import Defaults, load_defaults
from rochdale.trade.market.files import NeedRow, OfferRow, Reading, read_needs, read_offers, write_results
from rochdale.trade.market.summary import summary_of
from rochdale.trade.market_stored import objections, store

REFUSED, NOT_VERIFIED, STOPPED = 1, 3, 4
"""Exit codes: the files cannot be used; the verifier objects; the engine stopped. 2 is click's own for a wrong option."""

Answer = TypeVar("Answer")

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(help="Clear a market from two files; verify a result.")
def market() -> None:
    """The group; the sentence above is what `rochdale --help` shows."""


@market.command()
@click.option("--offers", "offers_file", type=FILE, required=True, help="Offers: own layout or Coffee Quality Institute, CSV or Excel.")
@click.option("--needs", "needs_file", type=FILE, required=True, help="Needs: own layout, CSV or Excel.")
@click.option("--defaults", "defaults_file", type=FILE, help="Your copy of the defaults file (TOML). Without it: the shipped one.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for matches, containers, unmatched and summary.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed and files give the same result.")
@click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), help="Most seconds for the engine. Without it: until its budget is used."
)
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day of rates, minimum prices and first sailing. Without it: today.")
@click.option("--valid-only", is_flag=True, help="Leave out rows with faults and go on with the others.")
def clear(
    offers_file: Path,
    needs_file: Path,
    defaults_file: Path | None,
    out: Path | None,
    seed: int,
    time_limit: float | None,
    on: datetime | None,
    valid_only: bool,
) -> None:
    """Clear the market of OFFERS and NEEDS, check the result, and say why each row was matched or not."""
    day = on.date() if on else datetime.now(tz=UTC).astimezone().date()
    shown = Console(soft_wrap=False)
    defaults = _or_exit(lambda: load_defaults(defaults_file))
    offers, needs = _read(shown, offers_file, needs_file, defaults, day, valid_only)
    built = _or_exit(lambda: market_run.market_of(offers, needs, defaults, day))
    market_tables.show_warnings(shown, market_run.warnings_of(built))
    try:
        with _progress() as on_progress:
            cleared = market_run.clear(built, offers.held, seed=seed, time_limit=time_limit, on_progress=on_progress)
    except market_run.NotVerified as refused:
        _complain(refused, _("The independent verifier objects. Nothing was written."))
        raise SystemExit(NOT_VERIFIED) from None
    except market_run.EngineStopped as stopped:
        click.echo(_("The engine stopped without a result: %(words)s") % {"words": stopped}, err=True)
        raise SystemExit(STOPPED) from None
    summary = summary_of(built, cleared.plan, day)
    market_tables.show_result(shown, cleared, summary)
    if out is not None:
        _write(shown, out, cleared, summary)


@market.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> None:
    """Check again, without solving anything, what `clear --out FOLDER` wrote."""
    found = _or_exit(lambda: objections(folder))
    if found:
        _complain(Refused(found), _("The result in this folder does not hold."))
        raise SystemExit(NOT_VERIFIED)
    click.echo(_("Every rule holds. The files say what the stored result says."))


def _read(
    shown: Console, offers_file: Path, needs_file: Path, defaults: Defaults, on: date, valid_only: bool
) -> tuple[Reading[OfferRow], Reading[NeedRow]]:
    """Both files, or an end with every fault named. Nothing is cleared with rows left out unless the caller says so."""
    offers, needs = read_offers(offers_file, defaults, on=on), read_needs(needs_file, defaults)
    for path, reading in ((offers_file, offers), (needs_file, needs)):
        market_tables.show_reading(shown, path, reading)
    usable = offers.rows and needs.rows
    if not usable or (not valid_only and (offers.faults or needs.faults)):
        if usable:
            click.echo(_("Nothing was cleared. Correct the rows, or leave them out with --valid-only."), err=True)
        else:
            click.echo(_("Nothing was cleared: there must be at least one sound offer and one sound need."), err=True)
        raise SystemExit(REFUSED)
    return offers, needs


def _write(shown: Console, out: Path, cleared: market_run.Cleared, summary: dict[str, object]) -> None:
    problem, plan = cleared.market.problem, cleared.plan
    try:
        written = write_results(out, problem, plan, cleared.leftovers, summary, market_tables.days(cleared.market))
        store(out, cleared.market, plan)
    except OSError as trouble:
        click.echo(_("The folder %(folder)s cannot be written: %(trouble)s.") % {"folder": out, "trouble": trouble.strerror}, err=True)
        raise SystemExit(REFUSED) from None
    shown.print(
        _("Written to %(folder)s: %(names)s.") % {"folder": out, "names": ", ".join(path.name for path in written)},
        highlight=False,
        soft_wrap=True,
    )


@contextmanager
def _progress() -> Iterator[market_run.Progress]:
    """A bar on standard error, so that results can be piped."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Clearing"), total=None)
        yield lambda stage, done, total: bar.update(task, description=market_tables.stage_name(stage), completed=done, total=total)


def _or_exit(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except Refused as refused:
        _complain(refused, "")
        raise SystemExit(REFUSED) from None
    except (OSError, json.JSONDecodeError) as trouble:
        click.echo(str(trouble), err=True)
        raise SystemExit(REFUSED) from None


def _complain(refused: Refused, headline: str) -> None:
    if headline:
        click.echo(headline, err=True)
    for refusal in refused.refusals:
        click.echo(f"  {sentence(refusal)}", err=True)
