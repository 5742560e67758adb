"""Frames that nobody sent: built by hand, or spoilt."""

from __future__ import annotations

import random

from grader import wire


def framed(head: str | bytes, payload: bytes = b"") -> bytes:
    """Return a frame around any head and payload, its lengths told truly."""
    head = head.encode() if isinstance(head, str) else head
    return wire.PREFIX.pack(wire.MAGIC, len(head), len(payload)) + head + payload


def spoilt(frame: bytes, chance: random.Random) -> bytes:
    """Return the frame with a few bytes changed, added, taken away or moved."""
    changed = bytearray(frame)
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(changed)), chance.randrange(len(changed))
        match chance.randrange(6):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[at : at + chance.randint(1, 8)]
            case 3:
                changed[at:at] = changed[other : other + 8]
            case 4:
                changed[at:at] = chance.choice([b"[", b"{", b'"', b"-", b"9" * 30, b"$", b"\\ud800", b"null", b"1e9"])
            case 5:
                changed[at : at + 8] = chance.randbytes(8)
        if not changed:
            return b""
    return bytes(changed)


def with_true_lengths(frame: bytes, payload: int) -> bytes:
    """Return the frame with the lengths that it has, so that what is inside gets read."""
    body = frame[wire.PREFIX.size :]
    cut = max(0, len(body) - payload)
    return framed(body[:cut], body[cut:])
