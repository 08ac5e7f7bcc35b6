"""The form that asks. Any public form that must not be filled by programs inherits from it."""

import random
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from broadsheet.people.check import challenge as challenges
from broadsheet.people.check.challenge import Challenge
from broadsheet.people.check.sums import asked, read_answer, worked_example
from broadsheet.people.readers import is_vouched_for

WRONG = gettext_lazy("That is not the sum. Here is another one; all else stands as you typed it.")
EMPTY = gettext_lazy("Please answer the sum.")
OVER = gettext_lazy(
    "The fifteen minutes for the sum are over. Here is a new one; all else stands as you typed it."
)
SPENT = gettext_lazy(
    "This sum was answered before. If you pressed the button twice, the first time has counted."
)
LOST = gettext_lazy("The sum got lost on its way. Here is a new one; all else stands as you typed it.")


class HumanCheckForm(forms.Form):
    """A form with the human check below its own fields.

    ``purpose`` names the form and what it is about (``comment:42``); an answer is good for that alone, once,
    for fifteen minutes. A form that is valid has used its answer up. A wrong answer keeps what was typed and
    brings a new question; a right one stays answered while other fields are mended. Signed-in readers with a
    verified address are not asked. Templates show it by ``{% include "people/_check.html" %}``.
    """

    check_token = forms.CharField(widget=forms.HiddenInput, required=False)
    check_answer = forms.CharField(
        label=gettext_lazy("The sum"), required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "40", "required": True}
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, request: HttpRequest, purpose: str, now: datetime | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        self.now = now or timezone.now()
        self.challenge: Challenge | None = None
        self.is_asking = not is_vouched_for(request)
        if not self.is_asking:
            del self.fields["check_token"], self.fields["check_answer"]
            return
        own = [name for name in self.fields if not name.startswith("check_")]
        self.order_fields([*own, "check_token", "check_answer"])
        self._describe(has_error=False)
        if not self.is_bound:
            self._put(challenges.ask(purpose=purpose, now=self.now))

    @property
    def question(self) -> str:
        """The question as it stands before its answer: ``3 + 4 =``."""
        return f"{asked(self._asked().question, _language())} ="

    @property
    def example(self) -> str:
        """A worked example; its answer is not the question's, and it is the same for the same question."""
        current = self._asked()
        shown = worked_example(current.question, random.Random(current.nonce))  # noqa: S311
        words = {"sum": asked(shown, _language()), "answer": shown.answer}
        return gettext("For example, the answer to %(sum)s is %(answer)s.") % words

    def ask_again(self) -> None:
        """Put a new question, for a door that could not do what the valid form asked for."""
        if self.is_asking:
            self._put(challenges.ask(purpose=self.purpose, now=self.now, before=self.challenge))

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.is_asking:
            self._check()

    def _check(self) -> None:
        current = challenges.read(self.data.get(self.add_prefix("check_token"), ""), purpose=self.purpose)
        self.challenge = current
        fault = LOST if current is None else self._fault_of(current)
        if (
            fault is None
            and current is not None
            and not self.errors
            and not challenges.spend(current, now=self.now)
        ):
            fault = SPENT
        if fault is None:
            return
        self.add_error("check_answer", str(fault))
        self._describe(has_error=True)
        if fault is WRONG and current is not None:
            challenges.spend(current, now=self.now)  # one guess a question
        if fault is not EMPTY:
            self.ask_again()

    def _fault_of(self, current: Challenge) -> Any:
        """What is wrong with the answer; None for a good one."""
        typed = self.data.get(self.add_prefix("check_answer"), "").strip()
        if current.is_over(self.now):
            return OVER
        if challenges.is_spent(current):
            return SPENT
        if not typed:
            return EMPTY
        return None if read_answer(typed, _language()) == current.question.answer else WRONG

    def _asked(self) -> Challenge:
        if self.challenge is None:
            self._put(challenges.ask(purpose=self.purpose, now=self.now))
        assert self.challenge is not None  # noqa: S101
        return self.challenge

    def _put(self, challenge: Challenge) -> None:
        """Show ``challenge`` with an empty answer."""
        self.challenge = challenge
        if self.is_bound:
            data: Any = copy(self.data)
            data[self.add_prefix("check_token")] = challenge.token()
            data[self.add_prefix("check_answer")] = ""
            self.data = data
        self.initial["check_token"] = challenge.token()

    def _describe(self, *, has_error: bool) -> None:
        box = self["check_answer"].auto_id
        ids = f"{box}_why {box}_error" if has_error else f"{box}_why"
        self.fields["check_answer"].widget.attrs["aria-describedby"] = ids


def _language() -> str:
    return (get_language() or "en").split("-")[0]
