"""The script: the words of everything that callers hear, to be read along.

Names of prompts are those of the plan and the journal. A prompt that is a sound file has no words
here. It knows no call.
"""

from collections.abc import Callable, Sequence
from typing import Final

from firstline.domain.hotline import Hotline
from firstline.live.labels import Labels
from firstline.live.trails import MESSAGES, Pressed, message_prompts
from firstline.plan.model import Plan
from firstline.plan.prompts import prompts


class Script:
    """The words of one plan, and of what was announced since."""

    def __init__(
        self,
        plan: Plan,
        hotline: Hotline,
        labels: Labels,
        announced: Callable[[str, str], str],
    ) -> None:
        """*announced* returns the words of an incident's prompt in a language, or nothing."""
        self._labels: Final = labels
        self._announced: Final = announced
        self._menus: Final = {menu.prompt.name: menu.name for menu in hotline.menus}
        self._messages: Final = message_prompts(hotline)
        self._words: Final = {
            (prompt.name, prompt.language): [prompt.text, *(text for _, text in prompt.also)]
            for prompt in prompts(plan)
        }

    def texts(self, said: Sequence[str], language: str) -> list[str]:
        """Return the words of the prompts *said*, one after the other."""
        return [text for prompt in said for text in self._of(prompt, language) if text]

    def options(self, said: Sequence[str]) -> list[Pressed]:
        """Return the keys that the prompts *said* ask for, and what they are for."""
        if not said:
            return []
        menu = self._menus.get(said[-1], "")
        keys = list(self._labels.options(menu))
        keys += MESSAGES.get(self._messages.get(said[-1], ""), {}).items()
        return [Pressed(key, text) for key, text in keys]

    def _of(self, prompt: str, language: str) -> list[str]:
        announced = self._announced(prompt, language)
        if announced:
            return [announced]
        return self._words.get((prompt, language), [])
