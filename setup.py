"""Compile the core with mypyc while the package is built; the rest is in pyproject.toml.

FIRSTLINE_COMPILE says how much it matters:
  require   compile, and fail on any error
  auto      the same where there is a C compiler; else install interpreted, and say so (default)
  no        install interpreted

A failed build leaves no compiled module behind, so that none can hide a newer source.
"""

import os
import shlex
import shutil
import sys
import sysconfig
from enum import Enum
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
SRC = HERE / "src"
sys.path.insert(0, str(SRC))

from firstline.build import DIGESTS, core_sources, write_digests  # noqa: E402

BUILDING = {"build", "build_ext", "bdist_wheel", "editable_wheel", "install"}


FLAGS = ["-ffp-contract=off", "-fno-semantic-interposition", "-fno-plt"]
"""Sums are the same on every processor; and the modules call one another at once, not by way of
what a linker might put in between: 15 % faster."""


class Compile(Enum):
    """How much compiling matters."""

    REQUIRE = "require"
    AUTO = "auto"
    NO = "no"


class BuildCore(build_ext):
    """Build the core, and write down beside it from which sources."""

    def run(self) -> None:
        """Compile; the digests come last, so that they vouch for a whole build only."""
        super().run()
        if self.extensions and (self.inplace or self.editable_mode):
            write_digests()


def wish() -> Compile:
    """Return what FIRSTLINE_COMPILE asks for."""
    word = os.environ.get("FIRSTLINE_COMPILE", Compile.AUTO.value)
    try:
        return Compile(word)
    except ValueError:
        sys.exit(f"FIRSTLINE_COMPILE={word}: say require, auto or no.")


def missing() -> str | None:
    """Return what compiling would need and this machine does not have."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(compiler) is None:
        return f"a C compiler ({compiler}; on Debian: gcc and libc6-dev)"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "Python.h (on Debian: python3-dev)"
    return None


def remove_compiled() -> None:
    """Remove what an earlier build left, whole or half."""
    for module in [*SRC.rglob("*.so"), *SRC.rglob("*.pyd")]:
        module.unlink()
    (SRC / "firstline" / DIGESTS).unlink(missing_ok=True)


def core() -> list[Extension]:
    """Return the core's extension modules, or none where it is to run interpreted."""
    lacking = missing()
    if wish() is Compile.NO or (wish() is Compile.AUTO and lacking):
        reason = f"no {lacking}" if lacking else "as FIRSTLINE_COMPILE=no asks"
        print(
            f"Firstline is installed INTERPRETED, about 15 times slower: {reason}", file=sys.stderr
        )
        return []
    if lacking:
        sys.exit(f"FIRSTLINE_COMPILE=require, but this machine lacks {lacking}.")
    from mypyc.build import mypycify  # noqa: PLC0415  (an interpreted install does without it)

    sources = [str(source.relative_to(HERE)) for source in core_sources()]
    modules = mypycify(sources, opt_level="3", group_name="firstline") if sources else []
    for module in modules:
        module.extra_compile_args += FLAGS if sys.platform == "linux" else []
    return modules


def extensions() -> list[Extension]:
    """Return the extension modules, where this command builds any."""
    if not BUILDING & set(sys.argv):
        return []
    os.chdir(HERE)
    remove_compiled()
    return core()


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildCore})
