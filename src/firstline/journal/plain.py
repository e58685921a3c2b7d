"""Text from outside, made fit for a journal that every store and every reader can hold.

Knows nothing of what the text means.
"""

from typing import Final

REPLACEMENT: Final = "\ufffd"
"Stands where something was that no line of text can hold."


def plain(text: str, at_most: int) -> str:
    r"""Return *text* without control characters and halves of characters, cut to *at_most*.

    >>> plain("+36 1 234", 64)
    '+36 1 234'
    >>> plain("a\x00b" + "c" * 99, 4)
    'a\ufffdbc'
    """
    if len(text) <= at_most and text.isprintable():
        return text
    return "".join(_fit(sign) for sign in text[:at_most])


def _fit(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else REPLACEMENT
