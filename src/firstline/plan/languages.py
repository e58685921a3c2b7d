"""Whether everything is said in every language of the hotline, and every language is served.

It knows where a plan has texts, and nothing of how they are spoken.
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from firstline.plan import ways
from firstline.plan.faults import Path, Remark, listed, short, suggest
from firstline.plan.model import Key, Plan
from firstline.plan.spoken import EVERY, Label, Utterance, Words
from firstline.plan.staff import speaks, takers
from firstline.plan.words import PHRASES


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield languages that Firstline does not speak, and texts that lack a language."""
    if not plan.languages:
        yield Remark(("languages",), "there is no language", f"Write one of {listed([*PHRASES])}.")
    for language in plan.languages:
        if language not in PHRASES:
            remedy = f"Firstline speaks {listed([*PHRASES])}."
            what = f"there are no fixed prompts in “{short(language)}”"
            yield Remark(("languages", language), what, remedy)
    for path, text in texts(plan):
        yield from _of_text(plan, path, text)
    yield from _silent(plan)


def texts(plan: Plan) -> Iterator[tuple[Path, Words | Label]]:
    """Yield every text of *plan* that is given by language, with its path."""
    yield from _below((), plan)


def _below(path: Path, value: object) -> Iterator[tuple[Path, Words | Label]]:
    match value:
        case Words() | Label():
            yield path, value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _below((*path, name), getattr(value, name))
        case Mapping():
            for name, item in value.items():
                yield from _below((*path, str(name)), item)
        case _:
            pass  # a value without words


def _of_text(plan: Plan, path: Path, text: Words | Label) -> Iterator[Remark]:
    for language in text.root.keys() - {*plan.languages, EVERY}:
        near = suggest(language, plan.languages, "Languages")
        what = f"the hotline does not speak “{short(language)}”"
        yield Remark((*path, language), what, near, about_name=True)
    if EVERY in text.root and len(plan.languages) > 1 and _is_spoken(path, text):
        example = ", ".join(f"{language}: …" for language in plan.languages)
        what = f"this is said in one language, but the hotline speaks {listed(plan.languages)}"
        yield Remark(path, what, f"Write {{{example}}}.")
    yield from _missing(plan, path, text)
    for language, said in text.root.items():
        yield from _of_utterance((*path, language), said)


def _missing(plan: Plan, path: Path, text: Words | Label) -> Iterator[Remark]:
    missing = [language for language in plan.languages if language not in text.root]
    if missing and EVERY not in text.root:
        yield Remark(path, f"this is not said in {listed(missing)}", "Add it there.")


def _of_utterance(path: Path, said: Utterance | str) -> Iterator[Remark]:
    text, file = (said, None) if isinstance(said, str) else (said.text, said.file)
    if not text and file is None:
        yield Remark(path, "this text is empty", "Write what is said.")
    elif text and file is not None:
        yield Remark(path, "this is both a text and a file", "Keep the text or the file.")


def _is_spoken(path: Path, text: Words | Label) -> bool:
    """Whether callers hear it; a label of a stream or a team is only shown to colleagues."""
    return isinstance(text, Words) or path[0] == "menu"


def unserved(plan: Plan) -> Iterator[Remark]:
    """Yield streams whose callers may speak a language that none of their agents does."""
    spoken = dict.fromkeys([plan.languages[0], *_chosen(plan)])
    for name in plan.streams:
        lacking = [language for language in spoken if not _served(plan, name, language)]
        if takers(plan, name) and lacking:
            what = f"nobody who takes stream “{name}” speaks {listed(lacking)}"
            remedy = f"Let a team that takes it speak {listed(lacking)}: add it under “speaks”."
            yield Remark(("streams", name), what, remedy)


def _served(plan: Plan, stream: str, language: str) -> bool:
    return any(language in speaks(plan, taker.team) for taker in takers(plan, stream))


def _silent(plan: Plan) -> Iterator[Remark]:
    for name, team in plan.teams.items():
        if team.speaks is not None and not team.speaks:
            what, remedy = f"team “{name}” speaks no language", "Name one, or leave “speaks” out."
            yield Remark(("teams", name, "speaks"), what, remedy)


def _chosen(plan: Plan) -> Iterator[str]:
    """Yield the languages that a key of the menu leads to."""
    for menu in ways.reachable(plan):
        keys: Mapping[str, Key] = plan.menu[menu].keys
        yield from (key.language for key in keys.values() if key.language is not None)
