"""The names of limits and refusals, as they stand in the journal and on the wire."""

from typing import Final

from mypy_extensions import i64

TOO_MANY_CALLS: Final = "too many calls"
TOO_FAST: Final = "too many calls per second"
UNKNOWN_NUMBER: Final = "unknown number"
CLOSING: Final = "closing down"
QUEUE_FULL: Final = "queue full"
MAX_WAIT: Final = "longest wait"
MAX_CALL: Final = "longest call"
KEYS_AHEAD: Final = "keys ahead"
KEYS_KEPT: Final = "keys kept"
KEPT_PLACES: Final = "kept places"
MENU_DEPTH: Final = "menu depth"
INCIDENTS: Final = "incidents"

KEYS_AHEAD_AT_MOST: Final[i64] = 32
"Keys kept ahead of the prompt; further ones are dropped."
KEYS_KEPT_AT_MOST: Final[i64] = 128
"Keys of one call that are remembered for the agent."
MENU_DEPTH_AT_MOST: Final[i64] = 32
"Menus that `*` can go back through."
INCIDENTS_AT_MOST: Final[i64] = 100
"Incidents in force at once."
SUPERVISORS_AT_MOST: Final[i64] = 3
"Supervisors of one agent at once."
