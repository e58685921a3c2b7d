"""Announcements: spoken in every language, kept over a restart, refused where words are missing."""

import asyncio
from pathlib import Path

import pytest

from firstline.domain.time import NEVER
from firstline.errors import FailureError, InputError
from firstline.live.announcements import TEXTS, Announcement, Announcements
from firstline.telephony.prompts import Prompts
from firstline.telephony.repertoire import Repertoire

OUTAGE = Announcement(
    "outage", {"hu": "Üzemzavar van.", "en": "There is an outage."}, area=("+3652",)
)


def announcements(folder: Path) -> tuple[Announcements, Repertoire]:
    """Return what speaks, and what can be heard."""
    prompts = Prompts(folder / "prompts")
    repertoire = Repertoire(prompts, prompts.silence(1))
    return Announcements(folder, prompts, repertoire, ["hu", "en"]), repertoire


def test_who_has_not_chosen_a_language_yet_hears_them_all(tmp_path: Path) -> None:
    speaker, repertoire = announcements(tmp_path)
    incident = asyncio.run(speaker.speak(OUTAGE, NEVER))
    assert (incident.incident, incident.area, incident.until) == ("outage", ("+3652",), NEVER)
    hungarian, english = (repertoire.find([incident.prompt], at) for at in ("hu", "en"))
    assert incident.lengths == (hungarian.duration, english.duration)
    assert hungarian.duration > english.duration > 0


def test_after_a_restart_it_sounds_the_same(tmp_path: Path) -> None:
    speaker, before = announcements(tmp_path)
    incident = asyncio.run(speaker.speak(OUTAGE, NEVER))
    speaker, after = announcements(tmp_path)
    assert asyncio.run(speaker.restore([incident.prompt, "menu.welcome"])) == [incident.prompt]
    for language in ("hu", "en"):
        one, other = (from_.find([incident.prompt], language) for from_ in (before, after))
        assert one == other


def test_what_sounds_can_be_read(tmp_path: Path) -> None:
    speaker, _ = announcements(tmp_path)
    prompt = asyncio.run(speaker.speak(OUTAGE, NEVER)).prompt
    assert speaker.words(prompt, "en") == OUTAGE.message["en"]
    assert speaker.words(prompt, "de") == speaker.words("goodbye", "en") == ""
    again, _ = announcements(tmp_path)
    assert not again.words(prompt, "hu")
    asyncio.run(again.restore([prompt]))
    assert again.words(prompt, "hu") == OUTAGE.message["hu"]


def test_what_is_over_is_forgotten(tmp_path: Path) -> None:
    speaker, _ = announcements(tmp_path)
    incident = asyncio.run(speaker.speak(OUTAGE, NEVER))
    asyncio.run(announcements(tmp_path)[0].restore([]))
    speaker, _ = announcements(tmp_path)
    asyncio.run(speaker.speak(Announcement("flood", OUTAGE.message), NEVER))
    assert "flood" in (tmp_path / TEXTS).read_text(encoding="utf-8")
    assert asyncio.run(speaker.restore([incident.prompt])) == [incident.prompt]


@pytest.mark.parametrize(
    "message", [{}, {"hu": "Csak magyarul."}, {"hu": "a", "en": "b", "de": "c"}]
)
def test_every_language_is_needed_and_no_other(tmp_path: Path, message: dict[str, str]) -> None:
    speaker, _ = announcements(tmp_path)
    with pytest.raises(InputError, match="each language") as refused:
        asyncio.run(speaker.speak(Announcement("outage", message), NEVER))
    assert "hu, en" in refused.value.remedy
    assert not (tmp_path / TEXTS).exists()


def test_a_broken_file_is_said_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / TEXTS).write_text("{", encoding="utf-8")
    with pytest.raises(FailureError, match="cannot be read"):
        announcements(tmp_path)
