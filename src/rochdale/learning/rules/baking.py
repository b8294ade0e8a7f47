"""A credential inside a picture, and taken out of one again (Open Badges 3.0, section 5.3).

PNG: a chunk iTXt with the keyword `openbadgecredential`, not compressed, once. SVG: `<openbadges:credential verify="…"/>`, once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
MOST_BYTES = 2_000_000
"""Of a picture that somebody brings."""
_MOST_TEXT = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SAFE = re.compile(r"[A-Za-z0-9_.-]+")


class Unbakeable(ValueError):
    """No such picture, or one that has its credential already."""


def _chunks(png: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Where each chunk begins, its type, its content. `Unbakeable` for what is no whole PNG."""
    place = len(_PNG)
    if not png.startswith(_PNG):
        raise Unbakeable("no PNG")
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        end = place + 12 + length
        if len(png) < end or int.from_bytes(png[end - 4 : end]) != zlib.crc32(kind + content):
            raise Unbakeable("a damaged PNG")
        yield place, kind, content
        if kind == b"IEND":
            return
        place = end
    raise Unbakeable("a PNG without its end")


def baked_png(png: bytes, token: str) -> bytes:
    """The picture with the credential in front of its end."""
    chunks = list(_chunks(png))
    if any(kind == b"iTXt" and content.startswith(KEYWORD + b"\0") for _place, kind, content in chunks):
        raise Unbakeable("baked already")
    content = b"iTXt" + KEYWORD + b"\0\0\0\0\0" + token.encode()
    chunk = (len(content) - 4).to_bytes(4) + content + zlib.crc32(content).to_bytes(4)
    end = chunks[-1][0]
    return png[:end] + chunk + png[end:]


def unbaked_png(png: bytes) -> str:
    """What was baked in; a compressed one too. `Unbakeable` for none, or more than one."""
    found = [content for _place, kind, content in _chunks(png) if kind == b"iTXt" and content.startswith(KEYWORD + b"\0")]
    if len(found) != 1:
        raise Unbakeable(f"{len(found)} credentials")
    is_packed, rest = found[0][len(KEYWORD) + 1 : len(KEYWORD) + 2] == b"\1", found[0][len(KEYWORD) + 3 :]
    text = rest.split(b"\0", 2)[-1]
    try:
        return (zlib.decompressobj().decompress(text, _MOST_TEXT) if is_packed else text).decode()
    except (zlib.error, ValueError) as trouble:
        raise Unbakeable("no text") from trouble


def _credentials(svg: str) -> list[str]:
    try:
        root = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as trouble:
        raise Unbakeable("no SVG") from trouble
    if not str(root.tag).endswith("svg"):
        raise Unbakeable("no SVG")
    return [str(one.get("verify") or one.text or "") for one in root.iter(f"{{{NAMESPACE}}}credential")]


def baked_svg(svg: str, token: str) -> str:
    """The drawing with the credential as its last element."""
    if _credentials(svg) or not _SAFE.fullmatch(token):
        raise Unbakeable("baked already")
    before, end, after = svg.rpartition("</svg>")
    return f'{before}<openbadges:credential xmlns:openbadges="{NAMESPACE}" verify="{token}"/>{end}{after}'


def unbaked_svg(svg: str) -> str:
    """What was baked in. `Unbakeable` for none, or more than one."""
    found = _credentials(svg)
    if len(found) != 1:
        raise Unbakeable(f"{len(found)} credentials")
    return found[0].strip()


def unbaked(content: bytes) -> str:
    """The credential of a file that somebody brings: PNG, SVG, or the text itself. `Unbakeable` where it holds none."""
    if len(content) > MOST_BYTES:
        raise Unbakeable("too large")
    if content.startswith(_PNG):
        return unbaked_png(content)
    try:
        text = content.decode("utf-8-sig").strip()
    except ValueError as trouble:
        raise Unbakeable("no text") from trouble
    return unbaked_svg(text) if text.startswith("<") else text
