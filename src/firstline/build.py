"""How this copy was built: compiled or interpreted, and from which sources.

What CORE names, folders and modules, is compiled by mypyc (setup.py). A compiled module hides the
source beside it, so the build writes down the digests of the sources, and `stale` tells which of
them have changed since. This module knows nothing of what the core does and imports none of it.
"""

import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
CORE: Final = ("domain", "policy", "switchboard", "sim/draws.py", "sim/kernel")
DIGESTS: Final = "compiled.sha256"
"""The file beside the package's modules; `sha256sum --check` understands it."""


def compiled() -> bool:
    """Return whether the switchboard runs compiled, not interpreted."""
    return has_compiled_twin(PACKAGE / "switchboard" / "switchboard.py")


def has_compiled_twin(source: Path) -> bool:
    """Return whether a compiled module beside *source* is imported in its stead."""
    return any(source.with_suffix(suffix).exists() for suffix in EXTENSION_SUFFIXES)


def core_sources(package: Path = PACKAGE) -> list[Path]:
    """Return every module of the core, in the order in which it is compiled."""
    return [source for part in CORE for source in _sources(package / part)]


def _sources(part: Path) -> list[Path]:
    if part.suffix == ".py":
        return [part] if part.exists() else []
    return sorted(source for source in part.glob("*.py") if source.name != "__init__.py")


def digests(package: Path = PACKAGE) -> dict[str, str]:
    """Return the digest of each of the core's sources as it is now, by path."""
    return {
        source.relative_to(package).as_posix(): hashlib.sha256(source.read_bytes()).hexdigest()
        for source in core_sources(package)
    }


def write_digests(package: Path = PACKAGE) -> None:
    """Write down from which sources the core has just been compiled."""
    lines = [f"{digest}  {path}\n" for path, digest in digests(package).items()]
    (package / DIGESTS).write_text("".join(lines), encoding="ascii")


def stale(package: Path = PACKAGE) -> list[str]:
    """Return the core's sources that differ from what was compiled; none if nothing was."""
    if not (package / DIGESTS).exists():
        return [path for path in digests(package) if has_compiled_twin(package / path)]
    lines = (package / DIGESTS).read_text(encoding="ascii").splitlines()
    then = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    now = digests(package)
    return sorted(path for path in then.keys() | now.keys() if then.get(path) != now.get(path))
