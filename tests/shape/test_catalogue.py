"""The catalogue holds exactly the sentences of the code, and each has its English."""

from tests.shape.catalogue import ENGLISH, TEMPLATE, broken, collected, english, missing, text, words_of


def test_the_catalogue_is_fresh():
    assert text(collected()) == TEMPLATE.read_text("utf-8"), "run: make catalogue"
    assert text(english(collected())) == ENGLISH.read_text("utf-8"), "run: make catalogue"


def test_english_lacks_nothing_and_nothing_is_fuzzy():
    catalogue = english(collected())
    assert missing(catalogue) == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_english_has_the_same_places_for_values():
    assert broken(english(collected())) == []


def test_english_is_english():
    """A sentence copied over untranslated is Vietnamese; names of bodies and places may keep their letters in quotes or brackets."""
    same = [message.id for message in words_of(english(collected())) if message.string == message.id and not str(message.id).isascii()]
    assert same == []
