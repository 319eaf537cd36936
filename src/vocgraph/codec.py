"""Writes records as JSON values and reads them back, the same both ways."""

from __future__ import annotations

import dataclasses
import types
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Json = Any  # what json.loads gives; the stored form has no narrower type

_POSITIONS = "raw_at"  # fields of this name are stored as runs: a page of text is a handful of them


def encode_positions(positions: Sequence[int]) -> list[int]:
    """Positions that mostly grow by one, as a flat list of run starts and run lengths."""
    runs: list[int] = []
    expected = None
    for position in positions:
        if position == expected:
            runs[-1] += 1
        else:
            runs += [position, 1]
        expected = position + 1
    return runs


def decode_positions(runs: Sequence[int]) -> tuple[int, ...]:
    """The positions that `encode_positions` was given."""
    positions: list[int] = []
    for start, length in zip(runs[::2], runs[1::2], strict=True):
        positions.extend(range(start, start + length))
    return tuple(positions)


def encode(value: object) -> Json:
    """A record, a tuple of records or a plain value as JSON; a record becomes the list of its fields."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [
            encode_positions(getattr(value, name)) if name == _POSITIONS else encode(getattr(value, name))
            for name in _field_names(type(value))
        ]
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def decode(kind: type[T], value: Json) -> T:
    """The record of the given class that `encode` wrote.

    :raises ValueError: if the value does not have the record's fields: another version wrote it.
    """
    try:
        return cast("T", _decoder(cast("Any", kind))(value))
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not a stored {kind.__name__}: {error}") from error


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


@cache
def _decoder(kind: Any) -> Callable[[Json], Any]:  # noqa: ANN401 - annotations are of many types
    """A function that reads one annotated type; built once per type."""
    origin = get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _record_decoder(cast("type", kind))
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if origin in (Union, types.UnionType):
        [inner] = [arg for arg in get_args(kind) if arg is not type(None)]
        read = _decoder(inner)
        return lambda value: None if value is None else read(value)
    if isinstance(kind, type) and issubclass(kind, Enum | float):
        return kind
    return lambda value: value


def _record_decoder(kind: type) -> Callable[[Json], Any]:
    hints = get_type_hints(kind)
    names = _field_names(kind)
    readers = [decode_positions if name == _POSITIONS else _decoder(hints[name]) for name in names]

    def read(value: Json) -> object:
        if len(value) != len(readers):
            raise ValueError(f"a stored {kind.__name__} has {len(readers)} fields, not {len(value)}")
        return kind(*[reader(item) for reader, item in zip(readers, value, strict=True)])

    return read


def _tuple_decoder(args: tuple[Any, ...]) -> Callable[[Json], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        reader = _decoder(args[0])
        return lambda value: tuple([reader(item) for item in value])
    readers = [_decoder(arg) for arg in args]
    return lambda value: tuple([reader(item) for reader, item in zip(readers, value, strict=True)])
