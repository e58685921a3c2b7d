"""From a plan's words to sound: every prompt of a hotline is prepared before the first call.

Returns how long each prompt lasts, for the switchboard plans by it. It knows no call.
"""

from collections.abc import Callable, Sequence

from firstline.domain.time import Duration
from firstline.plan.model import Plan
from firstline.plan.prompts import SpokenPrompt, prompts
from firstline.telephony.prompts import Clip, Prompts
from firstline.telephony.repertoire import Repertoire

Lengths = dict[tuple[str, str], Duration]
"How long each prompt lasts, by name and language."


def prepare(
    plan: Plan, sounds: Prompts, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Repertoire, Lengths]:
    """Return all that the plan's hotline can let somebody hear, and how long each prompt lasts.

    Raises InputError for a sound file that cannot be played, FailureError without a speech engine.
    """
    spoken = prompts(plan)
    texts = [part for prompt in spoken for part in _texts(prompt)]
    clips = dict(zip(texts, sounds.prepare_all(texts, progress), strict=True))
    music = sounds.music() if plan.music is None else sounds.from_wav(plan.music)
    repertoire = Repertoire(sounds, music)
    lengths: Lengths = {}
    for prompt in spoken:
        clip = sounds.joined(_parts(prompt, sounds, clips))
        repertoire.add(prompt.name, prompt.language, clip)
        lengths[prompt.name, prompt.language] = clip.duration
    return repertoire, lengths


def _texts(prompt: SpokenPrompt) -> Sequence[tuple[str, str]]:
    """Return what is to be spoken for *prompt*, each text with its language."""
    own = [(prompt.text, prompt.language)] if prompt.wav is None else []
    return [*own, *((text, language) for language, text in prompt.also)]


def _parts(
    prompt: SpokenPrompt, sounds: Prompts, clips: dict[tuple[str, str], Clip]
) -> Sequence[Clip]:
    own = [sounds.from_wav(prompt.wav)] if prompt.wav is not None else []
    return [*own, *(clips[text] for text in _texts(prompt))]
