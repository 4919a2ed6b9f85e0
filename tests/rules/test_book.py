"""The rule book in docs/ is the one the rules give."""

from jixiao.rules import catalogue
from tests.rules import regenerate


def test_the_rule_book_equals_a_fresh_build():
    assert regenerate.BOOK.read_text(encoding="utf-8") == regenerate.book()


def test_the_rule_book_names_every_rule_with_an_example():
    page = regenerate.book()
    examples = regenerate.examples()
    for rule in catalogue():
        assert f"### {rule.code} {rule.title}\n" in page
        assert " ".join(examples[rule.code].message.split()) in page
