"""Refusals: what was written is quoted, but never at length."""

import pytest

from firstline.plan.refusal import quoted, refuse


@pytest.mark.parametrize(
    ("written", "said"),
    [("x", "“x”"), (None, "nothing"), ([1], "a list"), ({"a": 1}, "a mapping"), (5, "this")],
)
def test_what_was_written_is_named(written: object, said: str) -> None:
    assert quoted(written) == said


def test_a_refusal_carries_its_words_even_with_braces_in_them() -> None:
    error = refuse("“{x}” is wrong", "Write {env: NAME}.")
    assert error.context == {"what": "“{x}” is wrong", "remedy": "Write {env: NAME}."}
    assert error.message() == "“{x}” is wrong"
