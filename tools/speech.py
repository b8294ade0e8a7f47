"""Make the clips of spoken numerals for the scale: `src/rochdale/supply/static/supply/say/<language>.json`, name of clip to Ogg Opus.

Needs `espeak-ng` and `opusenc` (Debian packages espeak-ng, opus-tools). espeak-ng is GPL-3.0-or-later; what it speaks is not covered by its
licence, and the clips are part of this program under the licence of this program. Lao is not among its voices: there the device's own voice
is asked. Real recordings replace a clip by the same name.
"""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

SAY = Path(__file__).resolve().parents[1] / "src" / "rochdale" / "supply" / "static" / "supply" / "say"
MOST_KB = 400
NUMBERS = [*range(21), 30, 40, 50, 60]
CLIPS = {
    "en": ("en-gb", {str(number): str(number) for number in [*NUMBERS, 70, 80, 90]} | {
        "hundred": "hundred", "thousand": "thousand", "million": "million", "billion": "billion", "point": "point",
        "kg": "kilograms", "each": "for one kilogram", "LAK": "kip", "XAF": "francs", "XOF": "francs", "EUR": "euros", "USD": "dollars",
    }),
    "fr": ("fr-fr", {str(number): str(number) for number in NUMBERS} | {
        "80": "quatre-vingt", "et": "et", "cent": "cent", "mille": "mille", "million": "millions", "milliard": "milliards",
        "point": "virgule", "kg": "kilogrammes", "each": "pour un kilogramme", "LAK": "kip", "XAF": "francs", "XOF": "francs",
        "EUR": "euros", "USD": "dollars",
    }),
}  # fmt: skip


def clip(voice: str, text: str) -> bytes:
    """One word as Ogg Opus, mono, 12 kbit/s."""
    spoken = subprocess.run(["espeak-ng", "-v", voice, "-s", "140", "--stdout", text], check=True, capture_output=True).stdout
    small = ["opusenc", "--quiet", "--bitrate", "12", "--serial", "1", "--discard-comments", "--padding", "0", "-", "-"]
    return subprocess.run(small, input=spoken, check=True, capture_output=True).stdout


def main() -> int:
    """Write the clips; 1 when they weigh too much."""
    SAY.mkdir(parents=True, exist_ok=True)
    weight = 0
    for language, (voice, texts) in CLIPS.items():
        made = {name: base64.b64encode(clip(voice, text)).decode() for name, text in texts.items()}
        content = json.dumps(made, separators=(",", ":"))
        (SAY / f"{language}.json").write_text(content + "\n", encoding="utf-8")
        weight += len(content)
    print(f"{weight / 1024:.0f} KB")
    return int(weight > MOST_KB * 1024)


if __name__ == "__main__":
    raise SystemExit(main())
