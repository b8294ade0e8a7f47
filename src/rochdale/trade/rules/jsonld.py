"""JSON-LD read as far as catalogues need it: contexts in the file, `@graph` or nested, blank nodes, lists; nothing is ever fetched.

A context that lies elsewhere is taken to be that of the Data Food Consortium, which this program knows. Things that name each other in a
circle are fine: a thing is a row of an index, not a tree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.rules.dfc import JOINS, ONTOLOGY, PREFIXES

MOST_DEPTH = 60
MOST_NODES = 200_000
_BUSINESS_ENDS = "DFC_BusinessOntology.owl#"
_HOSTS = ("datafoodconsortium.org", "datafoodconsortium.github.io", ONTOLOGY)

Literal = str | Decimal | bool


@dataclass(slots=True)
class Node:
    """A thing: its id (a made-up one where it has none), its types as full addresses, and its properties by local name.

    A value that names another thing is its id, as text.
    """

    id: str
    number: int
    """Place in the file, from 1."""
    types: list[str] = field(default_factory=list)
    values: dict[str, list[Literal]] = field(default_factory=dict)

    def texts(self, name: str) -> list[Literal]:
        """All values of a property of the business ontology."""
        return self.values.get(name, [])


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything a file says, by id, in its order; and what is worth knowing of how it was read."""

    nodes: Mapping[str, Node]
    notices: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """Prefixes and terms in force; `types` says which terms name another thing."""

    prefixes: Mapping[str, str]
    joins: frozenset[str] = frozenset()
    vocabulary: str = ""

    def full(self, name: str) -> str:
        """The full address of a name, `name` itself where it has none."""
        if name in self.prefixes:
            return self.prefixes[name]
        prefix, mark, rest = name.partition(":")
        if mark and not rest.startswith("//") and prefix in self.prefixes:
            return self.prefixes[prefix] + rest
        return name if mark else self.vocabulary + name


def local(address: str) -> str:
    """`SuppliedProduct` of its full address in the business ontology, also as older releases wrote it; "" for any other address."""
    if _BUSINESS_ENDS in address:
        return address.rpartition("#")[2]
    return address.rpartition("#")[2] if address.startswith("https://www.datafoodconsortium.org#") else ""


def read(content: bytes) -> Graph:
    """What a file says. Raises `Refused` for what is no JSON, too deep, or too much."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except RecursionError:
        raise Refused(Refusal("trade.catalogue-too-deep", {"most": MOST_DEPTH})) from None
    except (UnicodeDecodeError, ValueError, ArithmeticError) as broken:
        line = broken.lineno if isinstance(broken, json.JSONDecodeError) else 1
        raise Refused(Refusal("trade.catalogue-is-no-json", {"line": line})) from None
    if not isinstance(found, (dict, list)):
        raise Refused(Refusal("trade.catalogue-is-no-json", {"line": 1}))
    reader = _Reader()
    reader.take(found, _Context(PREFIXES), 0)
    return Graph(reader.nodes, tuple(reader.notices.values()))


def _no_number(name: str) -> Decimal:
    raise ValueError(name)


class _Reader:
    """Puts every object of a file into one index."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.notices: dict[str, Refusal] = {}

    def take(self, value: Any, context: _Context, depth: int) -> list[Literal]:
        """The values that stand for what was read: ids of things, literals."""
        if depth > MOST_DEPTH:
            raise Refused(Refusal("trade.catalogue-too-deep", {"most": MOST_DEPTH}))
        if isinstance(value, list):
            return [one for item in value for one in self.take(item, context, depth + 1)]
        if isinstance(value, dict):
            return list(self._object(value, context, depth))
        return [] if value is None else [value]

    def _object(self, value: dict[str, Any], context: _Context, depth: int) -> Iterator[Literal]:
        if "@context" in value:
            context = self._within(value["@context"], context, 0)
        wrapped = next((key for key in ("@value", "@list", "@set") if key in value), "")
        if wrapped:
            yield from self.take(value[wrapped], context, depth + 1)
            return
        if "@graph" in value:
            yield from self.take(value["@graph"], context, depth + 1)
            if value.keys() <= {"@graph", "@context", "@id"}:
                return
        yield self._node(value, context, depth).id

    def _node(self, value: dict[str, Any], context: _Context, depth: int) -> Node:
        named = value.get("@id")
        id = context.full(named) if isinstance(named, str) and named else f"_:without-id-{len(self.nodes) + 1}"
        if id not in self.nodes:
            if len(self.nodes) >= MOST_NODES:
                raise Refused(Refusal("trade.catalogue-too-much", {"most": MOST_NODES}))
            self.nodes[id] = Node(id, len(self.nodes) + 1)
        node = self.nodes[id]
        for key, said in value.items():
            if key == "@type":
                types = said if isinstance(said, list) else [said]
                node.types += [full for one in types if isinstance(one, str) and (full := context.full(one)) not in node.types]
            elif not key.startswith("@"):
                self._property(node, key, said, context, depth)
        return node

    def _property(self, node: Node, key: str, said: Any, context: _Context, depth: int) -> None:
        full = context.full(key)
        name = local(full) or full
        found = self.take(said, context, depth + 1)
        if name in JOINS or key in context.joins:
            found = [context.full(one) if isinstance(one, str) else one for one in found]
        node.values.setdefault(name, []).extend(found)

    def _within(self, said: Any, context: _Context, depth: int) -> _Context:
        """The context with what an `@context` adds. One that lies elsewhere is never fetched."""
        if isinstance(said, list) and depth < MOST_DEPTH:
            for one in said:
                context = self._within(one, context, depth + 1)
            return context
        if isinstance(said, str):
            if not any(host in said for host in _HOSTS):
                self.notices.setdefault(said, Refusal("trade.catalogue-context-not-fetched", {"address": said[:200]}))
            return context
        if not isinstance(said, dict):
            return context
        terms = {key: _address(term) for key, term in said.items() if not key.startswith("@")}
        joins = {key for key, term in said.items() if isinstance(term, dict) and term.get("@type") == "@id"}
        outer = _Context({**context.prefixes, **{key: term for key, term in terms.items() if term}})
        full = {key: outer.full(term) for key, term in terms.items() if term and term != key}
        vocabulary = said.get("@vocab")
        return _Context(
            {**context.prefixes, **full}, context.joins | joins, vocabulary if isinstance(vocabulary, str) else context.vocabulary
        )


def _address(term: Any) -> str:
    """What a term of a context stands for; "" where it only says how its values are written."""
    if isinstance(term, dict):
        term = term.get("@id")
    return term if isinstance(term, str) else ""
