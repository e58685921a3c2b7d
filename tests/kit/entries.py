"""Any entry that could be in a journal, for hypothesis: every kind of event and command."""

import types
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct

from firstline.domain.time import NEVER
from firstline.journal.entry import COMMANDS, EVENTS, Entry

_NUMBERS = st.integers(min_value=0, max_value=int(NEVER))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
"Whatever can come out of `plain`, and more: control characters, but no NUL."


def any_event() -> SearchStrategy[Any]:
    """Return events of every kind."""
    return st.one_of([of_struct(kind) for kind in EVENTS])


def any_entry() -> SearchStrategy[Entry]:
    """Return entries of every kind."""
    kinds = st.one_of([of_struct(kind) for kind in (*EVENTS, *COMMANDS)])
    return st.builds(Entry, _NUMBERS, _NUMBERS, kinds)


def of_struct(kind: type[Struct]) -> SearchStrategy[Any]:
    """Return values of one kind of struct, every field drawn."""
    fields = {field.name: of_type(field.type) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)


def of_type(kind: Any) -> SearchStrategy[Any]:
    """Return values of a field's type."""
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(of_type(get_args(kind)[0]), max_size=3).map(tuple)
    if isinstance(kind, types.UnionType):
        return st.one_of([of_type(one) for one in get_args(kind)])
    return _of_class(kind)


def _of_class(kind: type) -> SearchStrategy[Any]:
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if issubclass(kind, Struct):
        return of_struct(kind)
    simple: dict[type, SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: _NUMBERS,
        str: _TEXTS,
        type(None): st.none(),
    }
    return simple[kind]
