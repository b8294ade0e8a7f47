"""Brings the translation catalogues up to date with the source, or (`--check`) proves that they are: complete, current, compiled.

Extracts from Python with Babel and from templates with Django's own `templatize`, so that no system program is needed.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rochdale"
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "lo": "nplurals=1; plural=0;"}
KEYWORDS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext")
DEED = re.compile(r'(?:what=|deed\()"[a-z]+\.([a-z-]+)"')
"""What was done, as the audit trail keeps it: `audit.in_words` shows it."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
Key = tuple[str, str, str]


def messages() -> dict[Key, list[str]]:
    """Every (context, singular, plural) in the source, with the files it stands in."""
    found: dict[Key, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "/data/" in str(path):
            continue
        for key in messages_in(path):
            found.setdefault(key, []).append(str(path.relative_to(SOURCE)))
    return found


def messages_in(path: Path) -> list[Key]:
    """Messages of one file, in order."""
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    code = text if path.suffix == ".py" else templatize(text)
    keys: list[Key] = [("", deed.replace("-", " "), "") for deed in DEED.findall(text) if path.suffix == ".py"]
    for _line, function, arguments, _comments in extract_python(io.BytesIO(code.encode()), dict.fromkeys(KEYWORDS), (), {}):
        parts = [arguments] if isinstance(arguments, str) else [part for part in arguments or () if part]
        if not parts:
            continue
        context = parts.pop(0) if "pgettext" in str(function) else ""
        plural = parts[1] if str(function).startswith("n") and len(parts) > 1 else ""
        keys.append((context, parts[0], plural))
    return keys


def update(language: str, found: dict[Key, list[str]], is_check: bool) -> list[str]:
    """Write the catalogue of `language` (unless checking) and answer with what is wrong with it."""
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.metadata = {
        "Project-Id-Version": "rochdale",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    for key, places in sorted(found.items()):
        new.append(entry_for(key, places, known.get(key), 1 if language == "lo" else 2))
    wrong = faults(language, new)
    compiled = path.with_suffix(".mo")
    if is_check:
        if known.keys() != found.keys():
            stale = sorted(known.keys() ^ found.keys())[:5]
            wrong.append(f"{language}: catalogue is not current (run `make words`): {stale}")
        elif not compiled.exists() or compiled.read_bytes() != new.to_binary():
            wrong.append(f"{language}: compiled catalogue is not current (run `make words`)")
        return wrong
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    compiled.write_bytes(new.to_binary())
    return wrong


def entry_for(key: Key, places: list[str], before: polib.POEntry | None, forms: int) -> polib.POEntry:
    """A fresh entry that keeps the translation there was."""
    context, singular, plural = key
    entry = polib.POEntry(msgctxt=context or None, msgid=singular, occurrences=[(place, "") for place in sorted(set(places))])
    if "%(" in singular or "%s" in singular:
        entry.flags = ["python-format"]
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = {form: (before.msgstr_plural.get(form, "") if before else "") for form in range(forms)}
    else:
        entry.msgstr = before.msgstr if before else ""
    return entry


def faults(language: str, catalogue: polib.POFile) -> list[str]:
    """Entries without a translation, and translations whose placeholders differ from the English."""
    wrong = []
    for entry in catalogue:
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts):
            wrong.append(f"{language}: not translated: {entry.msgid!r} ({entry.occurrences[0][0]})")
            continue
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in texts:
            if set(PLACEHOLDER.findall(text)) - wanted or (not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != wanted):
                wrong.append(f"{language}: placeholders differ: {entry.msgid!r} -> {text!r}")
    return wrong


def main() -> int:
    """Update or check all catalogues; prints what is wrong."""
    settings.configure(USE_I18N=True, INSTALLED_APPS=[])
    django.setup()
    found = messages()
    is_check = "--check" in sys.argv
    wrong = [fault for language in PLURALS for fault in update(language, found, is_check)]
    print("\n".join(wrong[:60] + ([f"… and {len(wrong) - 60} more"] if len(wrong) > 60 else [])))
    return 1 if wrong and is_check else 0


if __name__ == "__main__":
    sys.exit(main())
