"""Takes personal data and secrets out of text that leaves the program: the log and reports of what broke.

What has a shape is recognized: e-mails, phone numbers, addresses of machines, tokens, query strings, answers of a database that
quote a row. Names have no shape: no line of ours logs one (a test plants rare names and looks for them).
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path

_HIDDEN = "…"
_SOURCE = f"{Path(__file__).resolve().parents[1]}/"
_QUOTES_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
"""What these quote in their message are names of the program, not what people wrote."""

_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_BACKUP = r"rochdale-\d{4}-\d{2}-\d{2}T\d{6}Z[a-z-]*"
_LONG = re.compile(rf"(?<![\w-])({_UUID}|{_BACKUP})(?![\w-])|[A-Za-z0-9_-]{{20,}}")
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^\s*DETAIL:.*$"), f"DETAIL: {_HIDDEN}"),
    (re.compile(r"\?[^\s\"'<>]+=[^\s\"'<>]*"), f"?{_HIDDEN}"),
    (
        re.compile(r"(?i)\b(password|passwd|token|secret|key|pin|code|cookie|sessionid|authorization)(\"?'?\s*[=:]\s*)[^\s,;&]+"),
        rf"\1\2{_HIDDEN}",
    ),
    (re.compile(r"[^\s@<>\"'(),;:=/]+@[^\s@<>\"'(),;:=/]+\.[^\s@<>\"'(),;:=/]+"), "[e-mail]"),
    (re.compile(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2,}\b"), "[code]"),
    (re.compile(r"(?<![\w+-])\+\d[\d .()/-]{5,}\d"), "[phone]"),
    (re.compile(r"(?<![\w.:-])0\d[\d .-]{5,}\d(?![\w:])"), "[phone]"),
    (re.compile(r"(?<![\w.-])\d{8,15}(?![\w-])"), "[number]"),
    (re.compile(r"\b(?!127\.)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b"), r"\1.x"),
    (re.compile(r"\b([0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){2})(?::[0-9a-fA-F]{0,4}){2,6}"), r"\1:x"),
)
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”|\([^()\n]*'[^()\n]*\)")


def scrub(text: str) -> str:
    """`text` without what has the shape of personal data or of a secret."""
    for shape, instead in _SHAPES:
        text = shape.sub(instead, text)
    return _LONG.sub(_without_token, text)


def _without_token(found: re.Match[str]) -> str:
    word = found.group(0)
    is_plain = found.group(1) is not None or word.isdigit() or not any(letter.isdigit() for letter in word)
    return word if is_plain else "[token]"


def message_of(trouble: BaseException) -> str:
    """The message of an exception, scrubbed; what it quotes is left out unless that is the program's own."""
    text = str(trouble)
    return scrub(text if isinstance(trouble, _QUOTES_CODE) else _QUOTED.sub(f"'{_HIDDEN}'", text))


def frames_of(trouble: BaseException) -> list[str]:
    """Where it happened, from the outside in: file, line and function, never a value."""
    return [_frame(frame) for frame in traceback.extract_tb(trouble.__traceback__)]


def told(trouble: BaseException) -> str:
    """The exception and what led to it, as lines for people."""
    lines: list[str] = []
    each: BaseException | None = trouble
    while each is not None:
        lines += [f"{type(each).__name__}: {message_of(each)}", *(f"    {frame}" for frame in frames_of(each))]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n".join(lines)


def _frame(frame: traceback.FrameSummary) -> str:
    file = frame.filename.removeprefix(_SOURCE).rpartition("/site-packages/")[2]
    return f"{file}:{frame.lineno} {frame.name}"
