"""Compile the core with mypyc while the package is built; the rest is in pyproject.toml.

FIRSTLINE_COMPILE says how much it matters:
  require   compile, and fail on any error
  auto      the same where there is a C compiler; else install interpreted, and say so (default)
  once      as require, but without a profile: done in half the time, and a fifth slower
  no        install interpreted

GCC compiles twice: first so that the core counts which ways are taken while scripts/training.py
simulates, then with what was counted. A failed build leaves no compiled module behind, so that none
can hide a newer source.
"""

import os
import shlex
import shutil
import subprocess
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


FLAGS = ["-ffp-contract=off", "-fno-semantic-interposition", "-fno-plt", "-fvisibility=hidden"]
"""Sums are the same on every processor; and the modules call one another at once, not by way of
what a linker might put in between: 15 % faster."""

GCC_FLAGS = [
    "-fno-reorder-blocks-and-partition",
    *("--param", "inline-unit-growth=200", "--param", "large-function-growth=300"),
    *("--param", "max-inline-insns-auto=100", "--param", "max-inline-insns-single=600"),
]
"""Small functions are taken in where they are called often, though mypyc has made them look large;
and what runs is not mistaken for what never does: together 6 % faster, with a profile."""

COUNT = "-fprofile-generate"
USE = ["-fprofile-use", "-Wno-missing-profile"]
TRAINING = HERE / "scripts" / "training.py"
PATIENCE = 600
"Seconds that the training may take; on a common machine it takes three."


class Compile(Enum):
    """How much compiling matters."""

    REQUIRE = "require"
    AUTO = "auto"
    ONCE = "once"
    NO = "no"


class BuildCore(build_ext):
    """Build the core, and write down beside it from which sources."""

    def run(self) -> None:
        """Compile; the digests come last, so that they vouch for a whole build only."""
        in_place = self.inplace or self.editable_mode
        try:
            if self.extensions and wish() is not Compile.ONCE and is_gcc():
                self.force = True  # whatever an earlier build has left
                for counts in self._counts():
                    counts.unlink()
                self._compile([COUNT], [COUNT])
                self._compile(self._profile(SRC if in_place else Path(self.build_lib)), [])
            else:
                super().run()
        except BaseException:
            remove_compiled()
            raise
        if self.extensions and in_place:
            write_digests()

    def _compile(self, compiling: list[str], linking: list[str]) -> None:
        """Compile with these flags as well."""
        compiler = self.compiler
        flags = [(it.extra_compile_args, it.extra_link_args) for it in self.extensions]
        for module in self.extensions:
            module.extra_compile_args = [*module.extra_compile_args, *compiling]
            module.extra_link_args = [*module.extra_link_args, *linking]
        super().run()
        for module, (compiled, linked) in zip(self.extensions, flags, strict=True):
            module.extra_compile_args, module.extra_link_args = compiled, linked
        self.compiler = compiler

    def _profile(self, package: Path) -> list[str]:
        """Let the core in *package* simulate, and return how to use what it has counted."""
        why = train(package)
        if not why and not self._counts():
            why = "nothing was counted"
        if why:
            print(f"Compiling without a profile, a fifth slower: {why}", file=sys.stderr)
            return []
        return USE

    def _counts(self) -> list[Path]:
        """Return what a core that counts has written down."""
        return list(Path(self.build_temp).rglob("*.gcda"))


def train(package: Path) -> str:
    """Let the core in *package* simulate, and return why it could not; nothing: it could."""
    print("simulating two days, to see which ways are taken often", file=sys.stderr)
    try:
        subprocess.run(
            [sys.executable, TRAINING],
            env=os.environ | {"PYTHONPATH": str(package.resolve())},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        return (error.stderr.strip() or str(error)).splitlines()[-1]
    except subprocess.TimeoutExpired as error:
        return str(error)
    return ""


def compiler() -> str:
    """Return the command that compiles C."""
    return shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]


def is_gcc() -> bool:
    """Return whether the compiler is GCC, whose options for profiles are used."""
    told = subprocess.run([compiler(), "-v"], capture_output=True, text=True, check=False)
    return "gcc version" in told.stderr


def wish() -> Compile:
    """Return what FIRSTLINE_COMPILE asks for."""
    word = os.environ.get("FIRSTLINE_COMPILE", Compile.AUTO.value)
    try:
        return Compile(word)
    except ValueError:
        sys.exit(f"FIRSTLINE_COMPILE={word}: say require, auto, once or no.")


def missing() -> str | None:
    """Return what compiling would need and this machine does not have."""
    if shutil.which(compiler()) is None:
        return f"a C compiler ({compiler()}; on Debian: gcc and libc6-dev)"
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
        sys.exit(f"FIRSTLINE_COMPILE={wish().value}, but this machine lacks {lacking}.")
    from mypyc.build import mypycify  # noqa: PLC0415  (an interpreted install does without it)

    sources = [str(source.relative_to(HERE)) for source in core_sources()]
    modules = mypycify(sources, opt_level="3", group_name="firstline") if sources else []
    for module in modules:
        module.extra_compile_args += FLAGS if sys.platform == "linux" else []
        module.extra_compile_args += GCC_FLAGS if is_gcc() else []
    return modules


def extensions() -> list[Extension]:
    """Return the extension modules, where this command builds any."""
    if not BUILDING & set(sys.argv):
        return []
    os.chdir(HERE)
    remove_compiled()
    return core()


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildCore})
