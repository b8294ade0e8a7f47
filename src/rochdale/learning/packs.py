"""Course packs where they lie: those shipped with the program, and a folder that somebody brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.learning.rules.course import Course, Module
from rochdale.learning.rules.pack_reading import Checked, check

FOLDER = Path(__file__).with_name("packs")
STAGES = ("think", "start", "manage", "trade", "work")
"""The curriculum, in its order."""
SHIPPED = (*STAGES, "train", "serve")
"""With the packs for trainers and for officers of a register."""
MOST_FILES = 2_000


def files_in(folder: Path) -> dict[str, bytes]:
    """By their path inside it. Links are not followed. Refused: `learning.no-folder`, `learning.too-many-files`."""
    if not folder.is_dir():
        raise Refused(Refusal("learning.no-folder", {"folder": str(folder)}))
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
            if len(found) > MOST_FILES:
                raise Refused(Refusal("learning.too-many-files", {"most": MOST_FILES}))
    return found


def check_folder(folder: Path) -> Checked:
    """Look at the pack in a folder."""
    try:
        return check(files_in(folder))
    except Refused as refused:
        return Checked(None, refused.refusals)


@cache
def shipped(id: str) -> Course | None:
    """A pack of the curriculum. None where there is none of that name."""
    return check_folder(FOLDER / id).course if id in SHIPPED else None


def module_of(pack: str, id: str) -> tuple[Course, Module]:
    """A module of a shipped pack. Refused: `learning.no-such-module`."""
    course = shipped(pack)
    module = next((one for one in course.modules if one.id == id), None) if course else None
    if course is None or module is None:
        raise Refused(Refusal("learning.no-such-module", {"module": id}))
    return course, module
