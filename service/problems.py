"""What can go wrong, as pure exceptions. Raising one rolls the transaction back; errors.py turns it into a page."""

from collections.abc import Mapping

import msgspec


class Text(msgspec.Struct, frozen=True):
    """A sentence for people, still to be put into their language: `message` is the Vietnamese source with %(name)s places."""

    message: str
    values: dict[str, object] = {}


class Both(msgspec.Struct, frozen=True):
    """A name or an article out of the dated tables, in both languages; alone, or a value within a Text."""

    vi: str
    en: str

    def __str__(self) -> str:
        """As the source has it."""
        return self.vi


def N_(message: str, **values: object) -> Text:  # noqa: N802 - gettext's own name for a message marked for translation
    """Mark a Vietnamese sentence for translation where no reader's language is known yet."""
    return Text(message, values)


class Problem(Exception):  # noqa: N818 - "problem" is the word of RFC 9457
    """Something a person must be told."""

    def __init__(self, text: Text | None = None) -> None:
        """Carry the sentence, if there is a better one than the title of the kind."""
        super().__init__(text.message if text else type(self).__name__)
        self.text = text


class NotFound(Problem):
    """It does not exist, or is not yours: both look the same."""


class NotSignedIn(Problem):
    """The page is for officers and nobody is signed in."""

    def __init__(self, written: str = "") -> None:
        """`written`: what an officer had written when the session was over; it is shown once more and kept nowhere."""
        super().__init__(None)
        self.written = written


class NotAllowed(Problem):
    """The role does not allow it."""


class Conflict(Problem):
    """Somebody else was first, or the case is no longer where the page thought."""


class TooLate(Problem):
    """The last day for it has passed."""


class TooLarge(Problem):
    """More was sent than is read."""


class TooMany(Problem):
    """Too many tries in a short time."""


class Busy(Problem):
    """The database does not answer in time, or not at all; later it will."""


class Unreadable(Problem):
    """What was sent is not text in a form we read."""


class Invalid(Problem):
    """Fields that must be mended; a form comes back with everything typed still in it."""

    def __init__(self, fields: Mapping[str, Text]) -> None:
        """`fields`: form field name → what to do about it."""
        super().__init__(None)
        self.fields = dict(fields)


class CannotRun(Exception):  # noqa: N818 - like the others it says what happened
    """A process that cannot run as it is set up: the text tells whoever started it what to mend."""
