"""What stands for a published text in a list."""

from service.publications.rules import LONGEST_LINE, first_line


def test_a_text_stands_in_a_list_with_its_first_line():
    assert first_line("\n Một dòng.\nDòng hai.") == "Một dòng."
    assert len(first_line("chữ " * 200)) <= LONGEST_LINE + 1
