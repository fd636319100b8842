"""Every review rule on its examples, and what every rule has to have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rectoverso import review
from rectoverso.registry import modules
from tests import program, review_examples

RULES = {module.RULE: module for module in modules(review.RULES)}


def test_every_rule_has_examples_that_pass_and_fail_in_both_languages() -> None:
    assert review_examples.rules() == tuple(sorted(RULES))
    for rule in RULES:
        given = {
            (one.language, one.fails, one.id.endswith("-0") and not one.fails)
            for one in review_examples.examples(rule)
        }
        for language in review_examples.LANGUAGES:
            # Besides the question that is well, one that only looks like the fault.
            assert {(language, True, False), (language, False, False)} <= given, rule


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_is_named_after_its_file_and_says_where_it_comes_from(rule: str) -> None:
    module = RULES[rule]
    assert module.__name__.rpartition(".")[2] == rule.replace("-", "_")
    assert module.CODE.fault == rule
    text = module.__doc__ or ""
    first, _, rest = text.partition("\n\n")
    assert re.fullmatch(r"[A-Z][^.]+\.", first.replace("\n", " "))
    assert re.search(r"guidelines? \d+|\b(?:19|20)\d\d\b", rest)
    assert len(rest.split()) >= 20


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_finds_the_fault_and_nothing_else(rule: str, tmp_path: Path) -> None:
    given = review_examples.examples(rule)
    root = program.new_publication(tmp_path / "publication")
    groups = [(one,) for one in given] if given[0].whole else [given]
    for group in groups:
        found, publication = review_examples.reviewed(root, group)
        for example in group:
            standing = [one for one in review_examples.of(example, found) if not one.waived]
            expected = {rule} if example.fails else set()
            assert {one.rule for one in standing} == expected, example.id
            if example.found is not None:
                assert standing[0].problem.values["found"] == example.found, example.id
            if example.at is not None:
                pointed = review_examples.under_the_caret(standing[0], publication)
                assert pointed == example.at, example.id
