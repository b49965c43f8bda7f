"""Verify an archive package, or an exported log, with nothing but Python.

    python verify.py                    the package this file lies in
    python verify.py PACKAGE            a package elsewhere
    python verify.py --log EVENTS --key PUBLIC-KEY [CHECKPOINT ...]

This file imports nothing but the standard library and nothing of mishen, so that
an auditor can read all of it and run it on any machine (Python 3.8 or later).
What it checks, in order:

1. every event's hash (SM3 over canonical JSON) and its link to the one before;
2. every checkpoint's Ed25519 signature, and that the log agrees with it;
3. that the manifest's digest is the one in the archive event;
4. every file's SM3 and SHA-256 against the manifest; none missing, none added;
5. every record of the case against the commitment in its event.

What it cannot check: that the public key is the office's (compare the printed
fingerprint with one on paper), that the machine's clock was right, that a login
was used by its owner, and what was never put on record. Exit code 0: sound, 5: not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Dict, NamedTuple, Tuple  # noqa: UP035 - Python 3.8

_Point = Tuple[int, int, int, int]  # noqa: UP006 - Python 3.8

_PRIME = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _PRIME - 2, _PRIME) % _PRIME
_EVENT = "mishen-audit-event/1"
_ROWS = "mishen-rows/1"
_MANIFEST = "mishen-manifest/1"
_DASH = "\u2014 "
_GENESIS = "0" * 64


class Event(NamedTuple):
    """One verified event."""

    number: int
    hash: str
    action: str
    facts: Dict[str, object]  # noqa: UP006 - Python 3.8


class Broken(Exception):  # noqa: N818 - the word an auditor reads
    """Something does not agree; the text says what, in codes and numbers."""


# -- SM3 (GB/T 32905) and HMAC ---------------------------------------------------


def sm3(payload: bytes) -> str:
    """Return the SM3 digest in hex, by OpenSSL where it has it."""
    if "sm3" in hashlib.algorithms_available:
        return hashlib.new("sm3", payload).hexdigest()
    return sm3_in_python(payload)


def sm3_in_python(payload: bytes) -> str:
    """Return the SM3 digest in hex by the text of the standard."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600]
    state += [0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padding = b"\x80" + b"\0" * ((55 - len(payload)) % 64)
    padded = payload + padding + (8 * len(payload)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        mixed = _compress(state, _expand(padded[start : start + 64]))
        state = [old ^ new for old, new in zip(state, mixed)]  # noqa: B905 - Python 3.8
    return b"".join(word.to_bytes(4, "big") for word in state).hex()


def _rotate(word: int, by: int) -> int:
    by %= 32
    return (word << by | word >> (32 - by)) & 0xFFFFFFFF if by else word


def _expand(block: bytes) -> list[int]:
    words = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _rotate(words[j - 3], 15)
        mixed ^= _rotate(mixed, 15) ^ _rotate(mixed, 23)
        words.append(mixed ^ _rotate(words[j - 13], 7) ^ words[j - 6])
    return words


def _compress(state: list[int], w: list[int]) -> list[int]:
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _rotate((_rotate(a, 12) + e + _rotate(constant, j)) & 0xFFFFFFFF, 7)
        early = j < 16
        ff = a ^ b ^ c if early else a & b | a & c | b & c
        gg = e ^ f ^ g if early else e & f | ~e & 0xFFFFFFFF & g
        tt1 = (ff + d + (ss1 ^ _rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, _rotate(b, 9), c
        e, f, g, h = tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17), e, _rotate(f, 19), g
    return [a, b, c, d, e, f, g, h]


def hmac_sm3(key: bytes, payload: bytes) -> str:
    """Return HMAC-SM3 in hex (RFC 2104; the key is at most a block long)."""
    block = key.ljust(64, b"\0")
    inner = bytes.fromhex(sm3(bytes(b ^ 0x36 for b in block) + payload))
    return sm3(bytes(b ^ 0x5C for b in block) + inner)


# -- Ed25519 (RFC 8032), verification only ----------------------------------------


def ed25519_verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether ``signature`` of ``message`` is by ``public``."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _decompress(public), _decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= _ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(hashed, "little") % _ORDER
    left = _multiply(scalar, _base_point())
    right = _add(commitment, _multiply(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % _PRIME == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % _PRIME == 0


def _base_point() -> _Point:
    y = 4 * pow(5, _PRIME - 2, _PRIME) % _PRIME
    point = _decompress(y.to_bytes(32, "little"))
    assert point is not None  # noqa: S101 - a constant of the standard
    return point


def _decompress(encoded: bytes) -> _Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= _PRIME:
        return None
    squared = (y * y - 1) * pow(_D * y * y + 1, _PRIME - 2, _PRIME) % _PRIME
    x = pow(squared, (_PRIME + 3) // 8, _PRIME)
    if (x * x - squared) % _PRIME:
        x = x * pow(2, (_PRIME - 1) // 4, _PRIME) % _PRIME
    if (x * x - squared) % _PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _PRIME - x
    return (x, y, 1, x * y % _PRIME)


def _add(p: _Point, q: _Point) -> _Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % _PRIME
    b = (p[1] + p[0]) * (q[1] + q[0]) % _PRIME
    c, d = 2 * p[3] * q[3] * _D % _PRIME, 2 * p[2] * q[2] % _PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _PRIME, g * h % _PRIME, f * g % _PRIME, e * h % _PRIME)


def _multiply(scalar: int, point: _Point) -> _Point:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


# -- the log -----------------------------------------------------------------------


def canonical(value: object) -> bytes:
    """Return canonical JSON (RFC 8785; no floats occur)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def verify_events(lines: list[str], first: int, previous: str) -> list[Event]:
    """Return the events of a log or part of one, each verified against the one before."""
    events = []
    for number, line in enumerate(lines, first):
        event = json.loads(line)
        stored = event.pop("hash")
        if event["number"] != number or event["previous"] != previous:
            raise Broken(f"event {number}: missing, moved or unlinked")
        if sm3(_EVENT.encode() + b"\n" + canonical(event)) != stored:
            raise Broken(f"event {number}: altered")
        previous = stored
        events.append(Event(number, stored, event["action"], event["facts"]))
    return events


def verify_checkpoint(note: str, public: bytes, events: list[Event], first: int) -> int:
    """Return the length of the log that the checkpoint ``note`` vouches for."""
    text, _, signatures = note.partition("\n\n")
    text += "\n"
    try:
        origin, length, head, _ = text.splitlines()
        size, last = int(length), base64.b64decode(head).hex()
    except ValueError:
        raise Broken("checkpoint: malformed") from None
    if not _signed(origin, text, signatures, public):
        raise Broken(f"checkpoint {size}: not signed by this key")
    if not first < size <= first + len(events):
        raise Broken(f"checkpoint {size}: the log is cut off")
    if events[size - first - 1].hash != last:
        raise Broken(f"checkpoint {size}: the log differs")
    return size


def _signed(origin: str, text: str, signatures: str, public: bytes) -> bool:
    name = hashlib.sha256(origin.encode() + b"\n\x01" + public).digest()[:4]
    for line in signatures.splitlines():
        if line.startswith(_DASH + origin + " "):
            raw = base64.b64decode(line.rpartition(" ")[2])
            if raw[:4] == name and ed25519_verifies(public, text.encode(), raw[4:]):
                return True
    return False


# -- the package -------------------------------------------------------------------


def verify_package(root: Path) -> list[str]:
    """Return what was verified, one line each."""
    audit = root / "audit"
    segment = json.loads((audit / "segment.json").read_text("utf-8"))
    first = segment["first"]
    lines = (audit / "events.jsonl").read_text("utf-8").splitlines()
    events = verify_events(lines, first, segment["previous"])
    public = bytes.fromhex((audit / "public-key.hex").read_text("utf-8").strip())
    notes = sorted((audit / "checkpoints").glob("*.txt"))
    sizes = [verify_checkpoint(n.read_text("utf-8"), public, events, first) for n in notes]
    if not sizes or max(sizes) != first + len(events):
        raise Broken("no checkpoint covers the last event")
    files = verify_manifest(root, events)
    records = verify_records(root, events, segment["case"])
    return [
        f"events: {len(events)} (from number {first})",
        f"checkpoints: {len(sizes)}",
        "public key fingerprint: " + hashlib.sha256(public).hexdigest(),
        f"files: {files}",
        f"records: {records}",
        "sound",
    ]


def verify_manifest(root: Path, events: list[Event]) -> int:
    """Return how many files agree with the manifest that the archive event names."""
    raw = (root / "manifest.json").read_bytes()
    digest = sm3(_MANIFEST.encode() + b"\n" + raw)
    if not any(e.action == "case.archived" and e.facts.get("manifest") == digest for e in events):
        raise Broken("manifest: not the one that was archived")
    listed = {entry["path"]: entry for entry in json.loads(raw)["files"]}
    for path, entry in listed.items():
        content = (root / path).read_bytes() if (root / path).is_file() else None
        if content is None:
            raise Broken("file missing: " + path)
        if (sm3(content), hashlib.sha256(content).hexdigest()) != (entry["sm3"], entry["sha256"]):
            raise Broken("file altered: " + path)
    _check_no_more(root, set(listed))
    return len(listed)


def _check_no_more(root: Path, listed: set[str]) -> None:
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        own = name in ("manifest.json", "verify.py") or name.startswith("audit/")
        if path.is_file() and name not in listed and not own:
            raise Broken("file added: " + name)


def verify_records(root: Path, events: list[Event], case: str) -> int:
    """Return how many records agree with the commitments in their events."""
    key = bytes.fromhex((root / "records" / "commitment-key.hex").read_text("utf-8").strip())
    by_number = {event.number: event for event in events}
    found = {}
    for line in (root / "records" / "records.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        name, number = record["record"], record["event"]
        payload = _ROWS.encode() + b"\n" + canonical([name, record["rows"]])
        event = by_number.get(number)
        if event is None or event.facts.get("commitment") != hmac_sm3(key, payload):
            raise Broken(f"record {name}: not what event {number} says")
        found[name] = number
    own = [event for event in events if event.facts.get("scope") == case]
    if found != {str(event.facts["record"]): event.number for event in own}:
        raise Broken("records: some are missing or out of date")
    return len(found)


def _verify_log(log: str, key: str, notes: list[str]) -> list[str]:
    events = verify_events(Path(log).read_text("utf-8").splitlines(), 0, _GENESIS)
    public = bytes.fromhex(Path(key).read_text("utf-8").strip())
    sizes = [verify_checkpoint(Path(n).read_text("utf-8"), public, events, 0) for n in notes]
    covered = max(sizes) if sizes else 0
    return [
        f"events: {len(events)}",
        f"covered by checkpoints: {covered}",
        "sound" if covered == len(events) else "sound; a cut of the uncovered end would not show",
    ]


def main(arguments: list[str]) -> int:
    """Print what was verified and return the exit code."""
    try:
        if arguments[:1] == ["--log"] and arguments[2:3] == ["--key"]:
            lines = _verify_log(arguments[1], arguments[3], arguments[4:])
        else:
            lines = verify_package(Path(arguments[0]) if arguments else Path(__file__).parent)
    except (Broken, OSError, ValueError, KeyError, TypeError, IndexError) as broken:
        sys.stdout.write(f"BROKEN: {broken}\n")
        return 5
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
