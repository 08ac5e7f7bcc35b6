"""The cases of the shared style corpus, where it is present, by the engine that the command uses."""

import json
from pathlib import Path

import pytest

from broadsheet.style.engine.book import read_book
from broadsheet.style.engine.styling import Engine

CORPUS = Path(__file__).parents[3] / "shared" / "style-corpus"
CASES = (
    [json.loads(line) for line in (CORPUS / "cases.jsonl").read_text("utf-8").splitlines()]
    if CORPUS.exists()
    else []
)

pytestmark = pytest.mark.skipif(not CASES, reason="the shared style corpus is absent")


@pytest.fixture(scope="module")
def engines():
    return {name: Engine(read_book(CORPUS / f"{name}.yml")) for name in {case["rules"] for case in CASES}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_of_the_corpus_holds(case, engines):
    engine = engines[case["rules"]]
    styled = engine.apply(case["text"])

    assert styled.text == case["expected"], case["why"]
    assert engine.apply(styled.text).text == styled.text
    assert engine.check(case["text"]) == styled.changes
