"""Canonical JSON (RFC 8785) for what the trail holds, and keyed commitments over it.

Values are limited to what both RFC 8785 and Python's own writer spell alike:
objects with ASCII keys, lists, strings, booleans, null and integers below 2^53.
Floats are refused: no record of the trail needs one.
"""

from __future__ import annotations

import json
from typing import Final, NewType, TypeAlias

from redaction.plan import Sm3, sm3

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Commitment = NewType("Commitment", str)

_BLOCK: Final = 64  # bytes a block of SM3, for HMAC
_LARGEST: Final = 2**53 - 1
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


def canonical(value: Json) -> bytes:
    """Return the one spelling of ``value`` (RFC 8785), in UTF-8.

    >>> canonical({"b": 1, "a": ["x", None]})
    b'{"a":["x",null],"b":1}'

    Raises:
        ValueError: a value outside the subset that this module vouches for.
    """
    _check(value)
    return _ENCODER.encode(value).encode("utf-8")


def digest(kind: str, value: Json) -> Sm3:
    """Return the SM3 digest of ``value``; ``kind`` keeps digests of unlike things apart."""
    return sm3(kind.encode("ascii") + b"\n" + canonical(value))


def commit(key: bytes, kind: str, value: Json) -> Commitment:
    """Return HMAC-SM3 of ``value`` under ``key``.

    A plain digest of an identity number can be undone by trying all numbers;
    without the key this cannot.
    """
    return Commitment(hmac_sm3(key, kind.encode("ascii") + b"\n" + canonical(value)).hex())


def hmac_sm3(key: bytes, payload: bytes) -> bytes:
    """Return HMAC (RFC 2104) with SM3."""
    block = (bytes.fromhex(sm3(key)) if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = bytes.fromhex(sm3(bytes(b ^ 0x36 for b in block) + payload))
    return bytes.fromhex(sm3(bytes(b ^ 0x5C for b in block) + inner))


def _check(value: Json) -> None:
    match value:
        case None | bool():
            return
        case int():
            if abs(value) > _LARGEST:
                raise ValueError("integer beyond 2^53")
        case str():
            value.encode("utf-8")  # a lone surrogate has no spelling in UTF-8
        case list():
            for item in value:
                _check(item)
        case dict():
            for key, item in value.items():
                _check_key(key)
                _check(item)
        case _:
            raise ValueError(f"no canonical spelling for {type(value).__name__}")


def _check_key(key: str) -> None:
    if not key.isascii():
        raise ValueError("keys are ASCII")
