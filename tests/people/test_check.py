"""The human check: what is asked, what counts as an answer, and that none is good twice."""

import random
import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.people.check import challenge as challenges
from broadsheet.people.check.forms import EMPTY, LOST, OVER, SPENT, WRONG, HumanCheckForm
from broadsheet.people.check.sums import NUMBER_WORDS, Sum, asked, draw, read_answer, worked_example
from broadsheet.people.models import SpentAnswer

SUMS = st.builds(Sum, st.integers(1, 9), st.integers(1, 9), st.booleans())
CHANCES = st.integers(0, 10**6).map(random.Random)
LANGUAGES = st.sampled_from(["en", "fr", "ar", "tlh"])


class WriteForm(HumanCheckForm):
    text = forms.CharField()


def a_request():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def the_form(now, data=None, purpose="write:1"):
    sent = None if data is None else QueryDict(mutable=True)
    if sent is not None:
        sent.update(data)
    return WriteForm(sent, request=a_request(), purpose=purpose, now=now)


def answered(form, answer=None, text="Hello", token=None):
    right = str(form.challenge.question.answer)
    return {
        "text": text,
        "check_token": token or form["check_token"].value(),
        "check_answer": right if answer is None else answer,
    }


@given(SUMS, LANGUAGES)
def test_every_sum_can_be_answered_in_figures_and_in_words(question, language):
    words = NUMBER_WORDS.get(language)

    assert read_answer(f" {question.answer} ", language) == question.answer
    if words:
        assert read_answer(words[question.answer].upper(), language) == question.answer


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("7", "en", 7), ("07", "en", 7), ("= 7.", "en", 7), ("٧", "ar", 7), ("７", "en", 7),
        ("Sept", "fr", 7), ("", "en", None), ("seven", "fr", None), ("7 8", "en", None), ("-7", "en", None),
        ("²", "en", 2), ("9" * 40, "en", None),
    ],
)  # fmt: skip
def test_how_answers_are_read(text, language, number):
    assert read_answer(text, language) == number


@given(SUMS, CHANCES, LANGUAGES)
def test_the_example_never_gives_the_answer_away(question, chance, language):
    shown = worked_example(question, chance)

    assert shown.answer != question.answer
    assert asked(shown, language) != asked(question, language)


@given(SUMS, CHANCES, st.booleans(), LANGUAGES)
def test_the_next_question_has_another_wording_and_answer(before, chance, again, language):
    after = draw(chance, before, is_again=again)

    assert asked(after, language) != asked(before, language)
    assert after.answer != before.answer


def test_a_second_try_is_asked_in_the_other_form():
    chance = random.Random(1)
    first = draw(chance)
    second = draw(chance, first, is_again=True)
    third = draw(chance, second, is_again=True)

    assert [s.in_words for s in (first, second, third)] == [False, True, False]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "three plus four"), ("fr", "trois plus quatre"), ("ar", "ثلاثة زائد أربعة"), ("de", "3 + 4")],
)
def test_words_of_the_papers_language(language, words):
    assert asked(Sum(3, 4, in_words=True), language) == words


def test_questions_one_after_another_differ(noon):
    wordings = [asked(challenges.ask(purpose="x", now=noon).question, "en") for _ in range(200)]

    assert all(first != second for first, second in pairwise(wordings))
    assert len(set(wordings)) > 30


@pytest.mark.django_db
class TestTheForm:
    def test_a_right_answer_is_good_once(self, noon):
        data = answered(the_form(noon))
        first, second = the_form(noon, data), the_form(noon, data)

        assert (first.is_valid(), second.is_valid()) == (True, False)
        assert second.errors == {"check_answer": [str(SPENT)]}

    def test_a_right_answer_waits_while_other_fields_are_mended(self, noon):
        data = answered(the_form(noon), text="")
        broken = the_form(noon, data)

        assert not broken.is_valid()
        assert broken["check_answer"].value() == data["check_answer"]
        assert the_form(noon, {**data, "text": "Now"}).is_valid()

    def test_a_wrong_answer_asks_another_question_and_keeps_the_rest(self, noon):
        asking = the_form(noon)
        wrong = the_form(noon, answered(asking, "0", text="Typed"))

        assert wrong.errors == {"check_answer": [str(WRONG)]}
        assert wrong["text"].value() == "Typed"
        assert wrong["check_answer"].value() == ""
        assert wrong.question != asking.question
        assert the_form(noon, answered(wrong)).is_valid()

    def test_a_question_is_guessed_at_once(self, noon):
        asking = the_form(noon)
        token = asking["check_token"].value()
        the_form(noon, answered(asking, "0")).is_valid()

        assert the_form(noon, answered(asking, token=token)).errors == {"check_answer": [str(SPENT)]}

    def test_no_answer_leaves_the_question(self, noon):
        asking = the_form(noon)
        empty = the_form(noon, answered(asking, " "))

        assert empty.errors == {"check_answer": [str(EMPTY)]}
        assert empty.question == asking.question

    def test_fifteen_minutes(self, noon):
        one, other = the_form(noon), the_form(noon)

        assert the_form(noon + timedelta(minutes=14, seconds=59), answered(one)).is_valid()
        assert the_form(noon + timedelta(minutes=15), answered(other)).errors == {"check_answer": [str(OVER)]}

    @pytest.mark.parametrize("token", ["", "x", "WyJ3cml0ZToxIl0:abc:def", "\0", "a" * 5000])
    def test_a_token_that_is_not_the_papers_counts_for_nothing(self, noon, token):
        asking = the_form(noon)
        data = answered(asking) | {"check_token": token}

        assert the_form(noon, data).errors["check_answer"] == [str(LOST)]

    def test_an_answer_is_for_one_form(self, noon):
        data = answered(the_form(noon, purpose="write:1"))

        assert the_form(noon, data, purpose="write:2").errors == {"check_answer": [str(LOST)]}
        assert the_form(noon, data, purpose="write:1").is_valid()

    def test_a_changed_token_is_no_token(self, noon):
        asking = the_form(noon)
        token = asking["check_token"].value()
        changed = ("A" if token[0] != "A" else "B") + token[1:]

        assert the_form(noon, answered(asking, token=changed)).errors == {"check_answer": [str(LOST)]}

    def test_the_field_is_described_by_its_reason_and_its_error(self, noon):
        asking = the_form(noon)
        assert 'aria-describedby="id_check_answer_why"' in str(asking["check_answer"])

        wrong = the_form(noon, answered(asking, "0"))
        wrong.is_valid()
        assert 'aria-describedby="id_check_answer_why id_check_answer_error"' in str(wrong["check_answer"])
        assert 'aria-invalid="true"' in str(wrong["check_answer"])

    def test_the_question_speaks_the_papers_language(self, noon):
        with translation.override("ar"):
            asking = the_form(noon)
            wrong = the_form(noon, answered(asking, "0"))
            wrong.is_valid()
            assert "زائد" in wrong.question
            words = NUMBER_WORDS["ar"][wrong.challenge.question.answer]
            assert the_form(noon, answered(wrong, words)).is_valid()

    def test_spent_answers_are_forgotten_when_they_are_too_old_anyway(self, noon):
        the_form(noon, answered(the_form(noon))).is_valid()
        later = noon + timedelta(minutes=16)
        the_form(later, answered(the_form(later))).is_valid()

        assert SpentAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_may_use_an_answer(noon):
    data = answered(the_form(noon))
    start, answers = threading.Barrier(6), []

    def send():
        try:
            start.wait(30)
            answers.append(the_form(noon, data).is_valid())
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(answers) == [False] * 5 + [True]
