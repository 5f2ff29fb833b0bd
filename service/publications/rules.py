"""What is shown of an outcome that was made public. Pure."""

from service.casework.rules.shared import CHILDREN

WITHHELD = (CHILDREN,)  # never published (Luật Trẻ em 2016, Điều 6(11), 21), and shown by no older publication either
LONGEST_LINE = 160


def first_line(text: str) -> str:
    """What stands for a text in a list."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE].rsplit(' ', 1)[0]}…"
