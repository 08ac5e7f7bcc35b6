"""The merge cases hold: those beside the checkout, and the house's own in tests/corpus/merge."""

import json
from pathlib import Path

import pytest

from broadsheet.wire.merge import merge

SHARED = Path(__file__).parents[3] / "shared" / "merge-cases" / "cases.jsonl"
OWN = Path(__file__).parents[1] / "corpus" / "merge"


def cases(paths):
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line]


def check(case):
    merged = merge(case["base"], case["agency"], case["paper"])
    shown = [merged.text, *(text for one in merged.conflicts for text in (one.base, one.agency, one.paper))]
    if case["want"] == "clean":
        assert merged.conflicts == ()
        assert merged.text.split() == case["text"].split()
    if case["want"] == "conflict":
        assert merged.conflicts != ()
    assert [kept for kept in case["keep"] if not any(kept in text for text in shown)] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the merge cases are not beside this checkout")
def test_the_shared_cases_hold():
    found = cases([SHARED])
    for case in found:
        check(case)
    assert len(found) == 7


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in cases(sorted(OWN.glob("*.jsonl")))]
)
def test_a_case_of_the_house_holds(case):
    check(case)
