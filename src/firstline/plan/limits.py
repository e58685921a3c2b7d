"""How large a plan may be. Reaching one of these is a fault with a place, never a surprise.

Holds numbers only; who obeys them says what happens.
"""

from typing import Final

FILE_BYTES: Final = 1_000_000
"A larger file is refused before it is parsed."
DEPTH: Final = 24
"Mappings and lists inside each other."
NODES: Final = 150_000
"Values in a file, each alias counted as all that it stands for."
NAME: Final = 64
"Characters of a name."
TEXT: Final = 2_000
"Characters of a text that is spoken."
SOUND_BYTES: Final = 50_000_000
"Of one sound file named in a plan."
NUMBERS: Final = 200
MENUS: Final = 500
STREAMS: Final = 200
TEAMS: Final = 200
AGENTS: Final = 5_000
INCIDENTS: Final = 100
TRUNKS: Final = 100
SUGGESTIONS: Final = 200
"So many faults get a “did you mean”; it takes long where thousands of names are wrong."
HOLIDAYS_FROM: Final = 2020
HOLIDAYS_UNTIL: Final = 2060
"Public holidays are looked up for these years; the plan is not told what year it is."
MEASURED: Final = 100_000
"Measured times of one law."
MEASURED_BYTES: Final = 2_000_000
"Of a file of measured times."
COUNTS_BYTES: Final = 20_000_000
"Of a file of interval counts."
COUNTED_DAYS: Final = 4_000
"Days in a file of interval counts."
PER_DAY: Final = 10_000_000
"Calls of one stream on one day."
SURGES: Final = 100
CURVES: Final = 100
SHIFTS: Final = 100
"Of one team."
