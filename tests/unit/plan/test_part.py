"""What all parts of a plan have in common."""

import pytest
from pydantic import ValidationError

from firstline.plan.part import Part, filled, listing, one_or_more, shorthand


class Example(Part):
    """A part with one key."""

    number: int = 1


def test_a_part_is_frozen_and_knows_its_keys() -> None:
    with pytest.raises(ValidationError):
        Example.model_validate({"numbre": 1})
    with pytest.raises(ValidationError):
        Example().number = 2


def test_a_list_of_names_is_a_mapping_to_nothing() -> None:
    assert listing(["a", "b"]) == {"a": {}, "b": {}}
    assert listing("a") == {"a": {}}
    assert listing({"a": None, "b": {"c": 1}}) == {"a": {}, "b": {"c": 1}}
    assert listing([["a"]]) == [["a"]]


def test_shorthands_are_read() -> None:
    assert shorthand("back")("back") == {"back": "true"}
    assert shorthand("back")("forth") == "forth"
    assert one_or_more("a") == ["a"]
    assert one_or_more(["a"]) == ["a"]
    assert filled(None) is None
