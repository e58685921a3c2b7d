"""YAML text as a tree in which every value and every name knows its line and column.

Every scalar stays the text that was written: what is a number or a date is for the model to say,
so that 0800 remains a telephone number and NO remains Norway. Anchors work within limits; tags,
merge keys and several documents are refused. It knows nothing of what a plan contains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from firstline.plan import limits
from firstline.plan.faults import Fault, Path, PlanFaults, Remark, short
from firstline.plan.reach import EVERYTHING, Reach

Plain: TypeAlias = "str | dict[str, Plain] | list[Plain] | None"
"A value without its place."

NOT_SPEAKABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NOTHING: Final = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Scalar:
    """A text, or nothing."""

    line: int
    column: int
    text: str | None = None
    size: int = 1


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    column: int
    items: "list[Node]" = field(default_factory=list)
    size: int = 1
    _numbers: dict[str, int] | None = None

    def numbers(self) -> dict[str, int]:
        """Return the place of each text in the list; the last, where there are several."""
        if self._numbers is None:
            texts = ((item, n) for n, item in enumerate(self.items) if isinstance(item, Scalar))
            self._numbers = {item.text or "": number for item, number in texts}
        return self._numbers


@dataclass(slots=True)
class Entry:
    """A name and its value; line and column are the name's."""

    line: int
    column: int
    value: "Node"


@dataclass(slots=True)
class Names:
    """A mapping."""

    line: int
    column: int
    entries: dict[str, Entry] = field(default_factory=dict)
    size: int = 1


Node: TypeAlias = Scalar | Items | Names


def grow(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """Return the tree of *text*, None if it is empty, and the faults that do not prevent one.

    Raises PlanFaults where there can be no tree.
    """
    gardener = _Gardener(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            gardener.take(event)
    except ReaderError as error:
        raise PlanFaults([_unreadable(error, text, file)]) from error
    except MarkedYAMLError as error:
        raise PlanFaults([_not_yaml(error, file)]) from error
    except (YAMLError, ValueError, OverflowError) as error:
        line, column = gardener.last
        remedy = "Write it more plainly, or put it in quotes."
        raise PlanFaults([Fault(file, line, column, "this is not YAML", remedy)]) from error
    return gardener.root, gardener.faults


def _unreadable(error: ReaderError, text: str, file: str) -> Fault:
    before = text[: error.position]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    remedy = "Delete it: a plan is plain text."
    return Fault(file, line, column, "there is a character that cannot be in a text", remedy)


def _not_yaml(error: MarkedYAMLError, file: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = short(str(error.problem or error.context or "cannot be understood"), 120)
    remedy = "Check indentation, quotes, brackets and colons here and on the line before."
    return Fault(file, line, column, f"this is not YAML: {problem}", remedy)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: Items | Names
    anchor: str | None
    name: Scalar | None = None
    "The name that waits for its value."


class _Gardener:
    """Grows a tree from parser events; without recursion, so that no nesting can break it."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.last: tuple[int, int] = (1, 1)
        self._file = file
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}

    def take(self, event: Event) -> None:
        """Take in the parser's next event."""
        self._look_at(event)
        match event:
            case ScalarEvent():
                self._put(self._scalar(event), event.anchor)
            case AliasEvent():
                self._put(self._alias(event.anchor or ""), None)
            case MappingStartEvent():
                self._begin(Names(*self.last), event.anchor)
            case SequenceStartEvent():
                self._begin(Items(*self.last), event.anchor)
            case CollectionEndEvent():
                done = self._open.pop()
                self._put(done.node, done.anchor)
            case _:
                pass  # begin and end of file and document: nothing to grow

    def _look_at(self, event: Event) -> None:
        if event.start_mark is not None:
            self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent) and self.root is not None:
            self._refuse("a second document begins here", "Keep one plan in one file.")
        if isinstance(event, NodeEvent) and getattr(event, "tag", None) is not None:
            self._refuse("a tag (“!…”) has no meaning in a plan", "Delete the tag.")

    def _begin(self, node: Items | Names, anchor: str | None) -> None:
        if self._open and self._wants_name():
            self._refuse("a name must be a single word or number", "Write “name: value”.")
        if len(self._open) >= limits.DEPTH:
            remedy = "A plan needs far fewer levels: check the brackets."
            self._refuse(f"this is more than {limits.DEPTH} levels deep", remedy)
        self._open.append(_Open(node, anchor))

    def _wants_name(self) -> bool:
        return isinstance(self._open[-1].node, Names) and self._open[-1].name is None

    def _put(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.node.size += node.size
        if parent.node.size > limits.NODES:
            remedy = "Write less, or use fewer aliases."
            self._refuse(f"the plan holds more than {limits.NODES} values", remedy)
        if isinstance(parent.node, Items):
            parent.node.items.append(node)
        elif parent.name is None:
            parent.name = self._name(node)
        else:
            self._enter(parent.node, parent.name, node)
            parent.name = None

    def _name(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._refuse("a name must be a single word or number", "Write “name: value”.")
        if node.text == "<<":
            remedy = "Write the values out, or give each of them its own alias."
            self._refuse("merge keys (“<<”) have no meaning in a plan", remedy)
        return node

    def _enter(self, parent: Names, name: Scalar, value: Node) -> None:
        text = name.text or ""
        if (first := parent.entries.get(text)) is not None:
            what = f"“{short(text)}” is given twice, first on line {first.line}"
            remedy = "Keep one of the two."
            self.faults.append(Fault(self._file, name.line, name.column, what, remedy))
            return
        parent.entries[text] = Entry(name.line, name.column, value)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        plain = not event.style
        text = str(event.value)
        if NOT_SPEAKABLE.search(text):
            remedy = "Delete it: nobody can read or say it."
            self._refuse("a text holds a control character", remedy)
        return Scalar(*self.last, None if plain and text in NOTHING else text)

    def _alias(self, anchor: str) -> Node:
        found = self._anchors.get(anchor)
        if found is None:
            remedy = f"Put “&{short(anchor)}” in front of a value above it."
            self._refuse(f"“*{short(anchor)}” stands for nothing", remedy)
        return found

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        raise PlanFaults([*self.faults, Fault(self._file, *self.last, what, remedy)])


def plain(node: Node) -> Plain:
    """Return what *node* holds, without places."""
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Names():
            return {name: plain(entry.value) for name, entry in node.entries.items()}


def texts_in(data: Plain) -> Iterator[str]:
    """Yield every text that *data* holds."""
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from texts_in(value)
        case list():
            for value in data:
                yield from texts_in(value)
        case None:
            pass


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and tree: turns a remark's path into a line and a column."""

    file: str
    root: Node | None = None
    reach: Reach = EVERYTHING
    "What the text may name."

    def fault(self, remark: Remark) -> Fault:
        """Return *remark* with its place in the file, or in the one that it names."""
        if (there := remark.elsewhere) is not None:
            return Fault(there.file, there.line, there.column, remark.what, remark.remedy)
        line, column = self.place(remark.path, about_name=remark.about_name)
        return Fault(self.file, line, column, remark.what, remark.remedy)

    def place(self, path: Path, *, about_name: bool = False) -> tuple[int, int]:
        """Return line and column of the value at *path*, or of what of it there is."""
        place = (1, 1)
        node = self.root
        for name, value in _steps(node, path):
            named = about_name or not isinstance(value, Scalar)
            place, node = (name if named else (value.line, value.column)), value
        return place


def _steps(node: Node | None, path: Path) -> Iterator[tuple[tuple[int, int], Node]]:
    """Yield the place of the name and the value for each step of *path* that exists."""
    for step in path:
        found = _step(node, step)
        if found is None:
            return
        yield found
        node = found[1]


def _step(node: Node | None, step: str | int) -> tuple[tuple[int, int], Node] | None:
    match node:
        case Names() if (entry := node.entries.get(str(step))) is not None:
            return (entry.line, entry.column), entry.value
        case Items():
            return _item(node, step)
        case _:
            return None


def _item(node: Items, step: str | int) -> tuple[tuple[int, int], Node] | None:
    """Find an item by its number, or a text in a list of texts by itself."""
    number = node.numbers().get(step) if isinstance(step, str) else step
    if number is None or number >= len(node.items):
        return None
    found = node.items[number]
    return (found.line, found.column), found
