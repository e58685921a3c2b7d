"""The examples in the docstrings of the plan's modules are true."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

import firstline.plan

MODULES = [module.name for module in iter_modules(firstline.plan.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_what_a_docstring_shows_is_true(name: str) -> None:
    assert doctest.testmod(import_module(f"firstline.plan.{name}")).failed == 0
