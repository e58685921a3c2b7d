"""Everything the hotline can let somebody hear, by name and language.

Names are those of the plan's prompts. It speaks nothing itself: clips are prepared by prompts.py.
"""

from collections.abc import Sequence
from typing import Final

from firstline.errors import InputError
from firstline.telephony.prompts import Clip, Prompts

RINGBACK_TONE: Final = 425.0
"Hz: the tone of most of Europe (ITU-T E.180, supplement 2)."
RINGBACK_ON: Final = 1.0
RINGBACK_OFF: Final = 4.0


class Repertoire:
    """Clips by (prompt, language), the music, and the tone of a phone that rings elsewhere."""

    def __init__(self, prompts: Prompts, music: Clip) -> None:
        self._prompts = prompts
        self._clips: dict[tuple[str, str], Clip] = {}
        self._joined: dict[tuple[tuple[str, ...], str], Clip] = {}
        self.music: Final = music
        self.ringback: Final = prompts.joined(
            [prompts.tone(RINGBACK_TONE, RINGBACK_ON), prompts.silence(RINGBACK_OFF)]
        )

    def add(self, prompt: str, language: str, clip: Clip) -> None:
        """Let *prompt* be heard as *clip* in *language*; what was there before is replaced."""
        self._clips[prompt, language] = clip
        self._joined = {key: clip for key, clip in self._joined.items() if prompt not in key[0]}

    def find(self, prompts: Sequence[str], language: str) -> Clip:
        """Return *prompts* one after the other as one clip."""
        key = (tuple(prompts), language)
        clip = self._joined.get(key)
        if clip is None:
            clip = self._prompts.joined([self._one(prompt, language) for prompt in prompts])
            self._joined[key] = clip
        return clip

    def _one(self, prompt: str, language: str) -> Clip:
        clip = self._clips.get((prompt, language))
        if clip is None:
            raise InputError(
                f'The prompt "{prompt}" has no sound in "{language}".',
                "Start again, so that all prompts are prepared.",
            )
        return clip
