"""Every example in a docstring of the theory is true, and every formula names its source."""

import doctest
import importlib
import inspect
import pkgutil
import re
from types import ModuleType

import pytest

import firstline.theory

MODULES = [
    importlib.import_module(f"firstline.theory.{found.name}")
    for found in pkgutil.iter_modules(firstline.theory.__path__)
]
NO_FORMULA = {"checks", "quantile"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_a_module_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_module_with_formulas_names_a_paper(module: ModuleType) -> None:
    source = inspect.getsource(module)
    name = module.__name__.rsplit(".", 1)[-1]
    assert name in NO_FORMULA | {"patience"} or re.search(r"\((19|20)\d\d\)|(19|20)\d\d\)", source)
