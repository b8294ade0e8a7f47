"""A register of 1,000,000 names on SQLite and on PostgreSQL: how long a name takes to be found, and how often a misspelt one is.

    python benchmarks/registry.py [--names 1000000] [--queries 400] [--seed 1] [--database postgresql://…]

The names are made from invented Togolese and British words by a generator with a seed: some words stand in very many names, most in few,
one word in fifty is misspelt in the register itself. Every query goes through the search that the pages use. Beside it stands what the
database offers by itself: LIKE over the whole table, and on PostgreSQL similarity() of pg_trgm, each of them ranked.

Recall: a name that at most five entities bear is taken, one slip is made in it (a letter more, less, other, or swapped with its
neighbour), and that very entity must be among the first ten.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from uuid import UUID

FOLDER = Path(tempfile.mkdtemp(prefix="rochdale-benchmark-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ROCHDALE_MODE"] = "demo"
os.environ["ROCHDALE_VAR"] = str(FOLDER)
os.environ["DATABASE_URL"] = next(
    (after for one, after in zip(sys.argv, sys.argv[1:], strict=False) if one == "--database"), f"sqlite:///{FOLDER}/rochdale.sqlite3"
)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")

import django  # noqa: E402  # the settings are read from what stands above

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from rochdale.registry.models import NameEnding, NamePosting, NameSlip, NameWord, RegisterName  # noqa: E402
from rochdale.registry.names_index import NameRow, index_names  # noqa: E402
from rochdale.registry.queries.names import search  # noqa: E402
from rochdale.registry.rules.names import normalised  # noqa: E402


def words_of(text: str) -> list[str]:
    """A list of words, written as people write one."""
    return text.split()


SYLLABLES = words_of("""
    a ba be bo da de dzi dzo e fa fia ga gbe gbo ha ka ke kpe kpo la le li lo lon ma me mi na nan ne no nya nye nyo pa sa se si so
    ta te ti to tso va ve vi vo wo wa yi yo za zi zo gna mou tchi bou sou kou ssi ssa tou
""")
BRITISH = words_of("""
    allotment association baker bank benefit building club coal community credit dairy energy fairfield farmers fishermen free
    garden green growers guild hall heritage hill housing industrial institute land limited mill mutual new north old park
    pioneers power provident railway river rural sailing saint school shop society south sports street supply town trades trust
    union valley village wind women wood working workers
""")
ENDINGS = words_of("""
    bury by combe dale den field ford ham hurst ley mere minster mouth stead ton wick worth
""")
HEADS = words_of("""
    ash barn beck black brad bram brook burn cald charl chester clay cross dar dun elm fern gold grim hare hazel helm holm ing kel
    lang litt long mar mel middle nor oak pem rad red ross shel stan stock sut thorn wal wes white win
""")
JOINING = ("de", "des", "la", "et", "of", "the", "and", "du")
FORMS = ("Coopérative", "Société coopérative", "Scoops", "SCOOPS", "Coop-CA", "Co-operative", "")
CLOCK = time.process_time if "--cpu" in sys.argv else time.perf_counter
SHOWS_MISSED = "--missed" in sys.argv
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Words:
    """Words with how often each is drawn: the n-th is drawn in proportion to 1 / (n + 3)."""

    words: list[str]

    def __post_init__(self) -> None:
        self.weights = list(accumulate(1 / (rank + 4) for rank in range(len(self.words))))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.words, cum_weights=self.weights)[0]


def togolese(chance: random.Random, count: int) -> Words:
    """Invented words of two to five syllables."""
    made = {"".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 3, 4, 4, 5)))): None for _ in range(count)}
    return Words(list(made))


def british(chance: random.Random) -> Words:
    """Words of societies, and names of places of two or three parts."""
    places = [first + end for first in HEADS for end in ENDINGS]
    longer = [first + second + end for first in HEADS for second in HEADS for end in ENDINGS if chance.random() < 0.25]
    chance.shuffle(places)
    chance.shuffle(longer)
    return Words([*BRITISH, *places, *longer])


def names(count: int, chance: random.Random) -> Iterator[str]:
    """As they would be written: with or without form words, accents, capitals; one word in fifty with a slip."""
    ewe, english = togolese(chance, max(400, count // 20)), british(chance)
    for _ in range(count):
        is_ewe = chance.random() < 0.5
        words = [(ewe if is_ewe else english).draw(chance) for _ in range(chance.choices((1, 2, 3, 4, 5), _LENGTHS[is_ewe])[0])]
        if chance.random() < 0.1:
            words.insert(len(words) // 2 or 1, chance.choice(JOINING))
        if chance.random() < 0.05:
            words.append(str(chance.randint(2, 9)))
        words = [slip(word, chance) if len(word) > 4 and chance.random() < 0.02 else word for word in words]
        form = chance.choice(FORMS)
        yield " ".join([*([form] if form else []), *(word.capitalize() if chance.random() < 0.8 else word for word in words)])


_LENGTHS = {True: (45, 35, 14, 5, 1), False: (3, 22, 40, 25, 10)}


def slip(text: str, chance: random.Random) -> str:
    """One letter more, less, other, or two swapped, anywhere in the text."""
    while True:
        at, kind = chance.randrange(len(text)), chance.randrange(4)
        letter = chance.choice(LETTERS)
        if kind == 0:
            made = text[:at] + letter + text[at:]
        elif kind == 1:
            made = text[:at] + text[at + 1 :]
        elif kind == 2:
            made = text[:at] + letter + text[at + 1 :]
        else:
            made = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
        if made != text and made.strip():
            return made


def rows(count: int, chance: random.Random) -> Iterator[NameRow]:
    """Each name with an entity of its own, in one of 6,000 villages."""
    villages = togolese(chance, 6_000).words
    for number, name in enumerate(names(count, chance), 1):
        village = villages[chance.randrange(len(villages))]
        canton = villages[hash_of(village) % 400]
        path = f"TG/r{hash_of(village) % 5}/{canton}/{village}"
        yield NameRow(UUID(int=number), name, office="TG", place=path, place_names=("Togo", f"R{hash_of(village) % 5}", canton, village))


def hash_of(word: str) -> int:
    """The same in every run."""
    return sum(ord(letter) * (31**place) for place, letter in enumerate(word))


@dataclass
class Line:
    """What was measured of one kind of query."""

    kind: str
    took: list[float]
    found: int | None = None

    def told(self, rival: float | None) -> str:
        """As it stands in the table."""
        took = sorted(self.took)
        p95 = took[int(len(took) * 0.95)]
        recall = "" if self.found is None else f"{100 * self.found / len(took):.1f} %"
        ratio = "" if rival is None else f"{rival:,.0f} ms ({rival / max(0.001, statistics.median(took)):,.0f} x)"
        return f"{self.kind:<44}{statistics.median(took):>9.2f}{p95:>9.2f}{took[-1]:>9.1f}{recall:>9}  {ratio}"


def timed(kind: str, asked: Sequence[tuple[str, UUID | None]], ask: Callable[[str], list[UUID]]) -> Line:
    """Each text once; whether the entity sought is among the answers."""
    line = Line(kind, [])
    found = 0
    for text, wanted in asked:
        start = CLOCK()
        answer = ask(text)
        line.took.append((CLOCK() - start) * 1000)
        found += wanted in answer
        if SHOWS_MISSED and wanted and wanted not in answer:
            print(f"  {kind}: {text!r} did not find {RegisterName.objects.filter(entity_id=wanted)[0].name!r}")
    line.found = found if any(wanted for _, wanted in asked) else None
    return line


def quick(text: str) -> list[UUID]:
    return [hit.entity_id for hit in search(text)]


def thorough(text: str) -> list[UUID]:
    return [hit.entity_id for hit in search(text, similar=True)]


def median_of(statement: str, values: Sequence[Sequence[object]]) -> float:
    """Milliseconds of the alternative, the middle of a few."""
    took = []
    for one in values:
        start = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(statement, one)
            cursor.fetchall()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def rivals(texts: Sequence[str]) -> tuple[float, float | None]:
    """LIKE over all rows; similarity() over all rows where the database has it."""
    table = RegisterName._meta.db_table
    scan = f"SELECT id FROM {table} WHERE normalised LIKE %s ORDER BY length(normalised) LIMIT 10"
    like = median_of(scan, [(f"%{one}%",) for one in texts])
    if connection.vendor != "postgresql":
        return like, None
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    return like, median_of(f"SELECT id FROM {table} ORDER BY similarity(normalised, %s) DESC LIMIT 10", [(one,) for one in texts])


def build(count: int, chance: random.Random) -> float:
    """Fill the register; gives the seconds."""
    call_command("migrate", verbosity=0)
    for model in (RegisterName, NamePosting, NameSlip, NameEnding, NameWord):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    start = time.perf_counter()
    index_names(rows(count, chance))
    seconds = time.perf_counter() - start
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return seconds


def megabytes() -> float:
    """What the database takes on the disk, all in all."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0] / 1e6


def samples(count: int, chance: random.Random) -> list[tuple[str, UUID]]:
    """Names that at most five bear, with their entity."""
    highest = RegisterName.objects.order_by("-id").values_list("id", flat=True)[0]
    lowest = RegisterName.objects.order_by("id").values_list("id", flat=True)[0]
    found: list[tuple[str, UUID]] = []
    while len(found) < count:
        row = RegisterName.objects.filter(id__gte=chance.randint(lowest, highest)).order_by("id")[0]
        if len(row.squeezed) >= 4 and RegisterName.objects.filter(normalised=row.normalised)[:6].count() <= 5:
            found.append((row.name, row.entity_id))
    return found


def inside(name: str, chance: random.Random) -> str:
    """Four to eight letters from the middle of a name."""
    text = normalised(name)
    length = min(len(text), chance.randint(4, 8))
    start = chance.randrange(len(text) - length + 1)
    return text[start : start + length].strip() or text


def measure(count: int, chance: random.Random) -> list[tuple[Line, str]]:
    """Every kind of query; beside each the alternative it stands against."""
    taken = samples(count, chance)
    plain = [(normalised(name), id) for name, id in taken]
    misspelt = [(slip(text, chance), id) for text, id in plain]
    reordered = [(" ".join(reversed(text.split())), id) for text, id in plain if len(set(text.split())) > 1]
    spaces = [(text.replace(" ", "", 1), id) for text, id in plain if " " in text]
    begun = [(text.removeprefix("co operative ")[: chance.randint(4, 7)], None) for text, _ in plain]
    parts = [(inside(name, chance), None) for name, _ in taken]
    within, over = [one for one in parts if " " not in one[0]], [one for one in parts if " " in one[0]]
    common = [(word, None) for word, _ in Counter(text.split()[0] for text, _ in plain).most_common(60)]
    return [
        (timed("exact, as written", taken, quick), "like"),
        (timed("beginning, 4 to 7 letters", begun, quick), "like"),
        (timed("part of a word, 4 to 8 letters", within, quick), "like"),
        (timed("part over two words, 4 to 8 letters", over, quick), "like"),
        (timed("frequent first words", common, quick), "like"),
        (timed("words in the opposite order", reordered, quick), "similar"),
        (timed("a space left out", spaces, quick), "similar"),
        (timed("one slip, as typed on the page", misspelt, quick), "similar"),
        (timed("one slip, similar names asked for", misspelt, thorough), "similar"),
    ]


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    parser.add_argument("--kept", action="store_true", help="The register is there already.")
    parser.add_argument("--cpu", action="store_true", help="Processor time: where others work beside; not for a server of its own.")
    parser.add_argument("--missed", action="store_true", help="Show what was not found.")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    if not given.kept:
        seconds = build(given.names, chance)
        print(f"{given.names:,} names on {connection.vendor}: indexed in {seconds:,.0f} s, {given.names / seconds:,.0f} a second")
    words = NameWord.objects.count()
    print(f"{words:,} words, {NamePosting.objects.count():,} postings, {megabytes():,.0f} MB in all")
    like, similar = rivals([normalised(name) for name, _ in samples(5, chance)])
    print(f"\n{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}{'in 10':>9}  the alternative (times slower)")
    for line, against in measure(given.queries, random.Random(given.seed + 1)):
        print(line.told(like if against == "like" else similar))


if __name__ == "__main__":
    main()
