"""The state of a page: typed, in the query string of its address, remembered for the session.

A page declares a frozen dataclass derived from `PageState`. Each field is a query parameter; its type and its pydantic metadata declare how
the parameter is read and written, its default is what an address without the parameter means:

    @dataclass(frozen=True)
    class MapState(PageState):
        page = "map"
        place: str | None = None
        words: Annotated[str, Param("q")] = ""
        hidden: CommaSeparated = frozenset()
        weights: Annotated[Mapping[str, float], ParamGroup("w_")] = field(default_factory=dict)

`MapState.current()` reads it, in a callback `MapState.latest()`; `dataclasses.replace` changes it, `save` writes it. A value that its type
refuses is left at the default and listed in `invalid`, for the page to show with `show_invalid`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, get_type_hints

import streamlit as st
from pydantic import BeforeValidator, PlainSerializer, TypeAdapter, ValidationError

from viewer import i18n
from viewer.navigation import PageName

_REPLACED = 20
"""How many addresses before the one last saved are known again. No more events are on their way at once."""


@dataclass(frozen=True)
class Param:
    """Field metadata: the name of the query parameter, where it is not that of the field."""

    name: str


@dataclass(frozen=True)
class ParamGroup:
    """Field metadata: the field is a mapping of all parameters that begin with `prefix` and belong to no other field."""

    prefix: str = ""


def _split(value: object) -> object:
    return frozenset(filter(None, value.split(","))) if isinstance(value, str) else value


CommaSeparated = Annotated[frozenset[str], BeforeValidator(_split), PlainSerializer(lambda values: ",".join(sorted(values)))]
"""A set written as `a,b`, in alphabetical order."""


@dataclass(frozen=True)
class InvalidParam:
    """A query parameter that means nothing. `reason` is a message for the reader where a validator gave one, else empty."""

    name: str
    value: str
    reason: str = ""


@dataclass(frozen=True)
class PageState:
    """Base of the states. All fields have defaults."""

    page: ClassVar[PageName]
    invalid: tuple[InvalidParam, ...] = dataclasses.field(default=(), kw_only=True, compare=False)
    """What the query string holds and the state does not: no parameter itself."""

    @classmethod
    def current(cls) -> Self:
        """The state in the query string; where that is empty, of the last visit in this session."""
        return cls.from_params(_current_params(cls.page))

    @classmethod
    def latest(cls) -> Self:
        """As `current`, for what the reader does on the page. A reader who is quick does it before the browser has the address last saved,
        and the one before comes along: it is not gone back to.
        """
        params = _current_params(cls.page)
        outdated = params in st.session_state.get(_replaced_key(cls.page), ())
        return cls.from_params(st.session_state[_memory_key(cls.page)] if outdated else params)

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        """Read each field by itself: what one parameter lacks does not spoil another. Unknown parameters are ignored."""
        values: dict[str, Any] = {}
        invalid: list[InvalidParam] = []
        for field in _fields(cls):
            for name, key, written in field.given(params):
                try:
                    value = field.adapter.validate_python(written)
                except ValidationError as error:
                    invalid.append(InvalidParam(name, written, _reason(error)))
                else:
                    if key is None:
                        values[field.name] = value
                    else:
                        values.setdefault(field.name, {})[key] = value
        return cls(**values, invalid=tuple(invalid))

    def params(self) -> dict[str, str]:
        """The query parameters that say this state, without those at their defaults."""
        written: dict[str, str] = {}
        for field in _fields(type(self)):
            written |= field.write(getattr(self, field.name))
        return written

    def save(self) -> None:
        """Put the state into the query string, in the place of what was there, and remember it. The language stays.

        The query string is written only where it changes: each change is a step of the browser's history.
        """
        params = self.params()
        saved, replaced = st.session_state.get(_memory_key(self.page), params), st.session_state.get(_replaced_key(self.page), ())
        st.session_state[_memory_key(self.page)] = params
        st.session_state[_replaced_key(self.page)] = [before for before in (*replaced, saved) if before != params][-_REPLACED:]
        wanted = params | i18n.params()
        if st.query_params.to_dict() != wanted:
            st.query_params.from_dict(wanted)

    @classmethod
    def is_visited(cls) -> bool:
        """Whether this session has saved a state of the page."""
        return _memory_key(cls.page) in st.session_state

    @classmethod
    def has_moved(cls) -> bool:
        """Whether the reader followed a link or went back: the query string is not what the page last saved."""
        saved = st.session_state.get(_memory_key(cls.page))
        return saved is not None and _current_params(cls.page) != saved

    @classmethod
    def key(cls, name: str) -> str:
        """The key in `st.session_state` of a widget or value of this page."""
        return f"{cls.page}.{name}"


@dataclass(frozen=True)
class _Field:
    """A field with its metadata. For a group, `adapter` reads one value of the mapping."""

    name: str
    param: str
    group: bool
    others: frozenset[str]
    default: Any
    adapter: TypeAdapter[Any]

    def given(self, params: Mapping[str, str]) -> list[tuple[str, str | None, str]]:
        """Parameter, key in the mapping of a group, value."""
        if not self.group:
            return [(self.param, None, params[self.param])] if self.param in params else []
        named = [name for name in params if name.startswith(self.param) and name not in self.others]
        return [(name, name.removeprefix(self.param), params[name]) for name in named]

    def write(self, value: Any) -> dict[str, str]:
        if self.group:
            return {f"{self.param}{key}": self._text(item) for key, item in value.items()}
        return {} if value is None or value == self.default else {self.param: self._text(value)}

    def _text(self, value: Any) -> str:
        return str(self.adapter.dump_python(value, mode="json"))


_FIELDS: dict[type[PageState], list[_Field]] = {}
"""By class, once they are asked for."""


def _fields(cls: type[PageState]) -> list[_Field]:
    if cls not in _FIELDS:
        _FIELDS[cls] = _declared_fields(cls)
    return _FIELDS[cls]


def _declared_fields(cls: type[PageState]) -> list[_Field]:
    hints = get_type_hints(cls, include_extras=True)
    fields = [field for field in dataclasses.fields(cls) if field.name != "invalid"]
    metadata = {field.name: getattr(hints[field.name], "__metadata__", ()) for field in fields}
    groups = {name: item.prefix for name, items in metadata.items() for item in items if isinstance(item, ParamGroup)}
    names = {name: next((item.name for item in items if isinstance(item, Param)), name) for name, items in metadata.items()}
    plain = frozenset(names[name] for name in names if name not in groups)
    return [
        _Field(
            field.name,
            groups.get(field.name, names[field.name]),
            field.name in groups,
            plain,
            field.default,
            TypeAdapter(_value_type(hints[field.name]) if field.name in groups else hints[field.name]),
        )
        for field in fields
    ]


def _value_type(mapping: Any) -> Any:
    """The type of the values of `Annotated[Mapping[str, T], …]`."""
    return mapping.__origin__.__args__[1]


def _reason(error: ValidationError) -> str:
    found = error.errors()[0].get("ctx", {}).get("error")
    return str(found) if isinstance(found, ValueError) else ""


def _memory_key(page: PageName) -> str:
    return f"{page}.saved"


def _replaced_key(page: PageName) -> str:
    return f"{page}.replaced"


def _current_params(page: PageName) -> dict[str, str]:
    written = {name: value for name, value in st.query_params.to_dict().items() if name != i18n.PARAM}
    return written or dict(st.session_state.get(_memory_key(page), {}))
