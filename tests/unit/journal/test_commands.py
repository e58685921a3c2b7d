"""There is a command for every method of the world."""

import re

from firstline.journal.entry import COMMANDS
from firstline.switchboard.world import World


def test_there_is_a_command_for_every_method_of_the_world() -> None:
    methods = {name for name in vars(World) if not name.startswith("_")}
    commands = {re.sub(r"(?<!^)([A-Z])", r"_\1", kind.__name__).lower() for kind in COMMANDS}
    assert commands == methods
