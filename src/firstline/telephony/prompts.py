"""Prompts: what callers hear, from text, from the plan's WAV files, or synthesised; kept on disk.

A clip is two files of raw G.711, `<name>.0` (mu-law) and `<name>.8` (A-law), as the media engine
plays them. Its name is a digest of all that went into it, so a clip once made is made for good. It
knows no menu and no call.
"""

import hashlib
import os
import re
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from firstline.domain.time import Duration, seconds
from firstline.errors import FailureError, InputError
from firstline.telephony.g711 import FRAME, RATE, Codec, Samples, encode
from firstline.telephony.music import tune
from firstline.telephony.sound import FULL, finished, levelled, read_wav, silence, tone

VOICES: Final[Mapping[str, str]] = {"hu": "hu", "en": "en-gb"}
"Which of espeak-ng's voices speaks a language; another language is its own voice's name."

WORDS_A_MINUTE: Final = 150
LONGEST_TEXT: Final = 2000
"Characters: some two minutes. A caller would have hung up."

LARGEST_WAV: Final = 120_000_000
"Bytes: ten minutes of 48000 samples a second in stereo."

MOST_JOINED: Final = 100
"Clips that one announcement may be made of."

SPEAKING_LIMIT: Final = 30.0
"Seconds within which espeak-ng must have spoken one text."

LEAD: Final = 0.06
TAIL: Final = 0.12
"Seconds of quiet left before and after speech."

MAKING: Final = "1"
"To be changed with how clips are made: clips made before have other names."


@dataclass(frozen=True, slots=True)
class Clip:
    """Something to be heard."""

    name: str
    "As `Port.play` takes it, when the engine looks into the same directory."
    stem: Path
    "The files' path without the codec's ending."
    duration: Duration
    "How long it lasts: the media engine does not tell when a clip has ended."


@dataclass(frozen=True, slots=True)
class Speaking:
    """A text that espeak-ng is speaking into a file."""

    text: str
    name: str
    wav: Path
    process: subprocess.Popen[bytes]


class Prompts:
    """All clips in one directory."""

    def __init__(
        self,
        directory: Path,
        voices: Mapping[str, str] = VOICES,
        speaker: str = "espeak-ng",
        at_once: int = os.cpu_count() or 1,
    ) -> None:
        self.directory: Final = directory
        self._voices = voices
        self._speaker = speaker
        self._at_once = at_once
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    def prepare(self, text: str, language: str) -> Clip:
        """Return *text* as speech. The first time takes some hundredths of a second, and blocks."""
        return self.prepare_all([(text, language)])[0]

    def prepare_all(
        self,
        texts: Sequence[tuple[str, str]],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> list[Clip]:
        """Return the clip of each text and language; some are spoken at once, in processes.

        *progress* is told how many of how many new texts are spoken.
        """
        wanted = [self._name_of_speech(text, language) for text, language in texts]
        new = {
            name: (_checked(text), self._voice(language))
            for name, (text, language) in zip(wanted, texts, strict=True)
            if not self._is_made(name)
        }
        speaking: deque[Speaking] = deque()
        try:
            for done in self._spoken(new, speaking):
                progress(done, len(new))
        finally:
            _silence_all(speaking)
        return [self._clip(name) for name in wanted]

    def from_wav(self, path: Path) -> Clip:
        """Return the plan's own recording. Raises InputError for what cannot be played."""
        try:
            if path.stat().st_size > LARGEST_WAV:
                raise InputError(f"{path} is larger than {LARGEST_WAV} bytes.", "Shorten it.")
            name = _digest("wav", path.read_bytes())
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}.", "Name a WAV file.") from error
        return self._made(name, lambda: read_wav(path))

    def music(self) -> Clip:
        """Return the tune for those who wait."""
        return self._made(_digest("music"), tune)

    def tone(self, frequency: float, length: float) -> Clip:
        """Return a tone of so many seconds."""
        return self._made(_digest("tone", frequency, length), lambda: tone(frequency, length))

    def silence(self, length: float) -> Clip:
        """Return so many seconds of nothing."""
        return self._made(_digest("silence", length), lambda: silence(length))

    def joined(self, clips: Sequence[Clip]) -> Clip:
        """Return *clips* one after the other as one, so that one command plays them all."""
        if not 0 < len(clips) <= MOST_JOINED:
            raise ValueError(f"{len(clips)} clips cannot be joined, only 1 to {MOST_JOINED}.")
        if len(clips) == 1:
            return clips[0]
        name = _digest("joined", *(clip.name for clip in clips))
        if not self._is_made(name):
            for codec in Codec:
                parts = [Path(f"{clip.stem}.{codec.value}").read_bytes() for clip in clips]
                self._write(name, codec, b"".join(parts))
        return self._clip(name)

    # The files.

    def _made(self, name: str, make: Callable[[], Samples]) -> Clip:
        if not self._is_made(name):
            self._store(name, make())
        return self._clip(name)

    def _store(self, name: str, samples: Samples) -> None:
        missing = -len(samples) % FRAME  # the engine would leave out a last packet that is not full
        whole = np.pad(samples, (0, missing))
        for codec in Codec:
            self._write(name, codec, encode(codec, whole))

    def _write(self, name: str, codec: Codec, octets: bytes) -> None:
        """Write a file that is either whole or not there, whatever happens meanwhile."""
        part = self.directory / f"{name}.{codec.value}.{os.getpid()}.part"
        part.write_bytes(octets)
        part.replace(self.directory / f"{name}.{codec.value}")

    def _is_made(self, name: str) -> bool:
        return all((self.directory / f"{name}.{codec.value}").exists() for codec in Codec)

    def _clip(self, name: str) -> Clip:
        stem = self.directory / name
        size = Path(f"{stem}.{Codec.PCMU.value}").stat().st_size
        return Clip(name, stem, seconds(size / RATE))

    # Speech.

    @cached_property
    def _speaker_version(self) -> str:
        try:
            told = subprocess.run(
                [self._speaker, "--version"],
                capture_output=True,
                check=True,
                timeout=SPEAKING_LIMIT,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise _no_speaker(self._speaker) from error
        return told.stdout.decode(errors="replace").partition("Data at")[0].strip()

    def _name_of_speech(self, text: str, language: str) -> str:
        voice = self._voice(language)
        return _digest("speech", self._speaker_version, voice, WORDS_A_MINUTE, text)

    def _voice(self, language: str) -> str:
        voice = self._voices.get(language, language)
        if not re.fullmatch(r"\w[\w+-]{0,39}", voice, re.ASCII):
            raise InputError(f"{voice[:60]!r} cannot be the name of a voice.", _VOICE_REMEDY)
        return voice

    def _spoken(
        self, new: Mapping[str, tuple[str, str]], speaking: deque[Speaking]
    ) -> Iterator[int]:
        """Speak texts, some at once, and yield how many are kept."""
        for done, (name, (text, voice)) in enumerate(new.items()):
            if len(speaking) >= self._at_once:
                self._take(speaking.popleft())
                yield done - len(speaking)
            speaking.append(self._speak(text, voice, name))
        while speaking:
            self._take(speaking.popleft())
            yield len(new) - len(speaking)

    def _speak(self, text: str, voice: str, name: str) -> Speaking:
        wav = self.directory / f"{name}.{os.getpid()}.wav"
        # The text goes through a pipe: as an argument it could pass for an option.
        command = [self._speaker, "-b", "1", "-v", voice, "-s", str(WORDS_A_MINUTE)]
        try:
            process = subprocess.Popen(
                [*command, "--stdin", "-w", str(wav)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _no_speaker(self._speaker) from error
        speaking = Speaking(text, name, wav, process)
        _give_text(speaking)
        return speaking

    def _take(self, speaking: Speaking) -> None:
        """Wait until a text is spoken, and keep it."""
        try:
            status = speaking.process.wait(SPEAKING_LIMIT)
        except subprocess.TimeoutExpired:
            _silence_all([speaking])
            status = -1
        try:
            if status != 0 or not speaking.wav.exists():
                raise FailureError(
                    f"{self._speaker} could not speak {speaking.text[:60]!r} (status {status}).",
                    _VOICE_REMEDY,
                )
            self._store(speaking.name, _as_prompt(read_wav(speaking.wav)))
        finally:
            speaking.wav.unlink(missing_ok=True)


_VOICE_REMEDY: Final = "Name a language that espeak-ng has a voice for: espeak-ng --voices"


def _no_speaker(speaker: str) -> FailureError:
    return FailureError(
        f"{speaker} is needed to speak the plan's texts, and cannot be run.",
        "Install it (apt-get install espeak-ng), or name WAV files in the plan instead of texts.",
    )


def _checked(text: str) -> str:
    """Return *text* fit to be spoken: no control characters, not empty, not endless."""
    spoken = re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
    if not spoken:
        raise InputError("A prompt has no text.", "Write what is to be said.")
    if len(spoken) > LONGEST_TEXT:
        raise InputError(
            f"A prompt has {len(spoken)} characters: {spoken[:60]!r}...",
            f"Say it in at most {LONGEST_TEXT}.",
        )
    return spoken


def _give_text(speaking: Speaking) -> None:
    assert speaking.process.stdin is not None
    try:
        speaking.process.stdin.write(speaking.text.encode("utf-8", "replace") + b"\n")
        speaking.process.stdin.close()
    except BrokenPipeError:  # it ended at once; its status will tell
        speaking.process.wait(SPEAKING_LIMIT)


def _silence_all(speaking: Iterable[Speaking]) -> None:
    for one in speaking:
        one.process.kill()
        one.process.wait()
        one.wav.unlink(missing_ok=True)


def _as_prompt(samples: Samples) -> Samples:
    """Return speech at the usual level, with little quiet before and after."""
    loud = np.flatnonzero(np.abs(samples) > 100)
    if len(loud) == 0:
        return samples
    start = max(0, int(loud[0]) - round(LEAD * RATE))
    end = int(loud[-1]) + round(TAIL * RATE)
    return finished(levelled(samples[start:end] / FULL))


def _digest(kind: str, *made_of: object) -> str:
    content = hashlib.sha256()
    for part in (MAKING, kind, *made_of):
        octets = part if isinstance(part, bytes) else str(part).encode("utf-8", "replace")
        content.update(len(octets).to_bytes(8) + octets)
    return f"{kind}-{content.hexdigest()[:24]}"
