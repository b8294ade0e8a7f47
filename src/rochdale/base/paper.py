"""Paper: PDF set by Typst in the faces of the house. The same content and moment give the same bytes.

Templates lie in the `paper/` folder of each context and share `base/paper/rochdale.typ`. What people wrote reaches a template as
JSON strings, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import segno
import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.base.imposition import sides_of

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "base" / "fonts"


@cache
def _fonts() -> typst.Fonts:
    # Only ours: a page must look the same on every machine.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def pdf(template: str, content: Mapping[str, object], *, language: str, at: datetime) -> bytes:
    """One PDF from `template` ("trade/paper/contract.typ") and `content` (JSON values; dates and amounts already written as text).

    `content` may hold "title" and "reference" (printed at the foot of each page). `at` is the date in the file's properties.
    Raises `typst.TypstError` when the template is wrong: a mistake of ours.
    """
    return _printed(_compiler(ROOT, ROOT / template, content, language), format="pdf", timestamp=at.replace(microsecond=0))


def picture(template: str, content: Mapping[str, object], *, language: str, format: Literal["png", "svg"]) -> bytes:
    """One picture: a page of the size that the template sets. A PNG has two pixels a point."""
    return _printed(_compiler(ROOT, ROOT / template, content, language), format=format, ppi=144.0 if format == "png" else None)


def folded(template: str, contents: Sequence[Mapping[str, object]], *, language: str, at: datetime) -> bytes:
    """Booklets of A5, one of each content, two pages to a side of A4: to print on both sides, turned on the short edge, and fold once.

    Each begins on a sheet of its own. `template` ends with `#counted`, which tells the number of its pages.
    """
    sides, moment = list[list[list[object] | None]](), at.replace(microsecond=0)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for number, content in enumerate(contents):
            name, setting = f"{number}.pdf", _compiler(ROOT, ROOT / template, content, language)
            (root / name).write_bytes(_printed(setting, format="pdf", timestamp=moment))
            pages = int(setting.query("<pages>", field="value", one=True))
            sides += [[[name, page] if page else None for page in (one.left, one.right)] for one in sides_of(pages)]
        (root / "sides.json").write_text(json.dumps(sides))
        folding = root / "folded.typ"
        folding.write_bytes((ROOT / "base" / "paper" / folding.name).read_bytes())
        return _printed(_compiler(root, folding, {}, language), format="pdf", timestamp=moment)


def _compiler(root: Path, template: Path, content: Mapping[str, object], language: str) -> typst.Compiler:
    with translation.override(language):
        words = {
            "language": language,
            "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "example": _("Example: people and figures are invented") if settings.IS_DEMO else "",
        }
    told = json.dumps({**content, "paper": words}, cls=DjangoJSONEncoder, ensure_ascii=False)
    return typst.Compiler(
        template,
        root=str(root),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": told},
        package_path=str(FONTS),
        package_cache_path=str(FONTS),
    )


def _printed(setting: typst.Compiler, **how: Any) -> bytes:
    printed = setting.compile(**how)
    assert isinstance(printed, bytes)
    return printed


def square_code(text: str) -> str:
    """`text` as a QR code (ISO/IEC 18004), SVG without a border, that a stain over a sixth of it does not spoil."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=0, dark="#231c14", omitsize=True))
