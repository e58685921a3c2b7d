"""Why a person's act was not carried out."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """An act that is not possible now. Nothing has changed; `reason` tells the person why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
