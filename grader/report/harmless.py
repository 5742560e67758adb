"""Harmless text: what a submission made, turned into something that a terminal can only show."""

from __future__ import annotations

import re
import unicodedata

# Every class stops at the next control character, so that time stays linear whatever the text is made of.
_ESCAPE_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor, screen
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"  # titles, links
    r"|\x1b[ -/]*[0-Z\\^-~]"  # everything short
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


def harmless(text: str, encoding: str = "utf-8") -> str:
    r"""Return `text` without anything that does more than be read.

    Escape sequences, control characters and invisible format characters (overrides of the writing direction,
    zero-width ones) are dropped. Every kind of line end becomes ``\n``, a tab becomes spaces. Lone surrogates
    and what `encoding` cannot write are spelled out, such as ``\u2207``.
    """
    text = _ESCAPE_SEQUENCES.sub("", text)
    text = _LINE_ENDS.sub("\n", text).expandtabs(4)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))
    return text.encode(encoding, "backslashreplace").decode(encoding)
