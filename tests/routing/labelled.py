"""Labelled sentences that nothing was learnt from, and the model that ships."""

import csv
from functools import cache
from pathlib import Path

from service import reference
from service.routing.rules import Model
from service.routing.rules.learning import Sentence
from service.settings import Settings

REFERENCE = Path(Settings().reference_dir)
HERE = Path(__file__).parent
KEPT_APART = ("sentences_dev.csv", "sentences_test.csv")


@cache
def model() -> Model:
    """Trained once a process."""
    return reference.learnt(reference.read(REFERENCE))


def sentences(file: Path) -> list[Sentence]:
    with file.open(encoding="utf-8", newline="") as rows:
        return [Sentence(**row) for row in csv.DictReader(rows)]


def kept_apart() -> dict[str, list[Sentence]]:
    """What is there of it."""
    return {name: sentences(HERE / name) for name in KEPT_APART if (HERE / name).exists()}


def nothing() -> list[str]:
    """Texts that speak of no field: greetings, moods, chatter. Nothing was learnt from them."""
    return (HERE / "nothing.txt").read_text("utf-8").splitlines()


def dangers() -> list[tuple[str, bool]]:
    """Texts, and whether somebody is in danger; no weight was learnt from them."""
    with (HERE / "dangers_test.csv").open(encoding="utf-8", newline="") as rows:
        return [(row["text"], row["danger"] == "1") for row in csv.DictReader(rows)]
