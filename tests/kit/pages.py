"""Reads an HTML page as a browser would: its elements, its text, what it would fetch."""

from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input"}
"Elements without an end."


class Page(HTMLParser):
    """A page that was read; an element that is not closed in its place is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def text(self) -> str:
        """Everything that can be read, in one line, with simple spaces."""
        return " ".join(" ".join(self.texts).split())

    def named(self, name: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of this name."""
        return [attributes for element, attributes in self.elements if element == name]

    def fetched(self) -> list[str]:
        """Return what a browser would ask somebody for: everything that is no part of the page."""
        asked = {"src", "href", "xlink:href", "srcset", "action", "data", "poster"}
        return [
            f"{element} {name}={value}"
            for element, attributes in self.elements
            for name, value in attributes.items()
            if name in asked and not str(value).startswith("#")
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> ends nothing"
        opened = self._open.pop()
        assert opened == tag, f"</{tag}> where <{opened}> is open"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"style", "title", "desc"}:
            self.texts.append(data)
