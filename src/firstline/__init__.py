"""Firstline: a hotline's switchboard, run live on real phone calls.

ARCHITECTURE.md is the map, GLOSSARY.md the words. Nothing is computed here.
"""

from typing import Final

from firstline.build import compiled

__all__ = ["__version__", "compiled"]

__version__: Final = "0.1.0"
