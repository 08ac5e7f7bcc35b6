"""The doors for readers: form, check, receipt, threads; and what a killed story's comments still show."""

import html
import re
from datetime import timedelta

import pytest

from broadsheet.comments import services
from broadsheet.comments.models import Comment
from broadsheet.edge.services import drain
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import address
from broadsheet.stories.services import withdrawing
from factories.comments import a_comment, a_held_comment
from factories.readers import a_browser, a_person
from support.newsroom import Reader, small_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(clock):
    return small_paper().story(clock.now)


def new(story):
    return f"/comment/{story.pk}/new/"


def solved(page):
    """The check's fields as a person fills them in."""
    text = html.unescape(page.content.decode())
    token = re.search(r'name="check_token" value="([^"]+)"', text)[1]
    first, second = re.search(r"<label[^>]*>(\d+) \+ (\d+) =</label>", text).groups()
    return {"check_token": token, "check_answer": str(int(first) + int(second))}


def post(browser, story, text="The ferry was late.", name="Ida", *, follow=True, **given):
    check = solved(browser.get(new(story)))
    return browser.post(new(story), {"name": name, "text": text, **check, **given}, follow=follow)


def printed(story):
    """The story's page, made now."""
    return a_browser().get(address(story)).content.decode()


def words(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_comment_goes_live_and_its_writer_is_told(story):
    answer = post(a_browser(), story)
    comment = Comment.objects.get()

    assert "Your comment is live" in words(answer)
    assert f'href="{address(story)}#comment-{comment.pk}"' in answer.content.decode()
    assert (comment.state, comment.author_name, comment.body) == ("shown", "Ida", "The ferry was late.")


def test_a_held_comment_is_told_why_and_later_how_it_went(story, clock):
    browser = a_browser()
    answer = post(browser, story, text="See https://example.org")
    receipt = answer.redirect_chain[-1][0]
    services.remove(comment=Comment.objects.get(), by=a_person(), now=clock.now, reason="An advertisement")
    later = browser.get(receipt)

    assert "Your comment is held" in words(answer)
    assert "Why it waits: Links: 1; A first comment." in words(answer)
    assert "Your comment was refused" in words(later)
    assert "The reason: An advertisement." in words(later)


def test_a_wrong_sum_keeps_what_was_typed_and_asks_another(story):
    browser = a_browser()
    first = browser.get(new(story))
    token = solved(first)["check_token"]
    typed = {
        "name": "Ida “B”",
        "text": "Line one\n<b>two</b> 👩‍🚀",
        "check_token": token,
        "check_answer": "99",
    }

    again = browser.post(new(story), typed)
    page = again.content.decode()

    assert again.status_code == 422
    assert "Line one\n&lt;b&gt;two&lt;/b&gt; 👩‍🚀</textarea>" in page
    assert 'value="Ida “B”"' in page
    assert "That is not the sum." in words(again)
    assert re.search(r'<a href="#id_check_answer">', page)
    assert token not in page
    assert not Comment.objects.exists()


def test_errors_stand_beside_the_field_and_in_a_summary(story):
    browser = a_browser()
    check = solved(browser.get(new(story)))

    answer = browser.post(new(story), {"name": "", "text": "", **check})
    page = answer.content.decode()

    assert '<a href="#id_name">Name: This field is required.</a>' in page
    assert 'id="id_text_error"' in page
    assert re.search(r'<textarea[^>]*aria-describedby="id_text_helptext id_text_error"', page)
    assert f'name="check_answer" value="{check["check_answer"]}"' in page, "a right answer stays answered"
    assert browser.post(new(story), {"name": "Ida", "text": "Now.", **check}).status_code == 303


def test_a_text_that_is_too_long_comes_back_whole(story):
    text = "word " * 900
    answer = post(a_browser(), story, text=text)

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "at most 4000 characters (it has 4499)" in words(answer)


def test_a_refused_comment_says_why_and_can_be_mended(story):
    browser = a_browser()
    post(browser, story)

    refused = post(browser, story)
    mended = browser.post(
        new(story), {"name": "Ida", "text": "Something else.", **solved(refused_in_figures(browser, story))}
    )

    assert "You have posted this already" in words(refused)
    assert "The ferry was late.</textarea>" in refused.content.decode()
    assert mended.status_code == 303


def refused_in_figures(browser, story):
    return browser.get(new(story))


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "\0before", "\u202e\u2066marks", "👨‍👩‍👧‍👦" * 20, "x" * 3999, "&lt;b&gt;"],
)
def test_anything_typed_is_inert_on_the_page(story, text):
    post(a_browser(), story, text=text + ".", name='<img src=x onerror="a">')

    page = printed(story)
    shown = re.search(r'<div class="comment__text" dir="auto">(.*?)</div>', page, re.DOTALL)[1]

    assert html.unescape(re.sub(r"</?p>|<br>", "", shown)) == text.replace("\0", "") + "."
    assert "<img src=x" not in page
    assert "<script>alert" not in page


def test_an_answer_is_good_once_and_for_one_story(clock):
    paper = small_paper()
    story, other = paper.story(clock.now), paper.story(clock.now)
    browser = a_browser()
    check = solved(browser.get(new(story)))
    typed = {"name": "Ida", "text": "First.", **check}

    elsewhere = browser.post(new(other), typed).status_code
    first = browser.post(new(story), typed).status_code
    again = browser.post(new(story), {**typed, "text": "Second."}).status_code

    assert (elsewhere, first, again) == (422, 303, 422)
    assert [comment.body for comment in Comment.objects.all()] == ["First."]


def test_fifteen_minutes_to_answer(story, clock):
    browser = a_browser()
    early, late = solved(browser.get(new(story))), solved(browser.get(new(story)))
    clock.pass_time(minutes=14, seconds=59)
    in_time = browser.post(new(story), {"name": "Ida", "text": "In time.", **early})
    clock.pass_time(seconds=1)
    too_late = browser.post(new(story), {"name": "Ida", "text": "Too late.", **late})

    assert (in_time.status_code, too_late.status_code) == (303, 422)
    assert "The fifteen minutes for the sum are over" in words(too_late)
    assert "Too late.</textarea>" in too_late.content.decode()


@pytest.mark.parametrize(("is_verified", "asked"), [(True, False), (False, True)])
def test_a_signed_in_reader_with_a_verified_address_is_not_asked(story, is_verified, asked):
    browser = a_browser(a_person(is_verified=is_verified, pen_name="Ida"))

    page = browser.get(new(story)).content.decode()
    answer = browser.post(new(story), {"name": "Ida", "text": "Hello."})

    assert ("check_token" in page) == asked
    assert 'value="Ida"' in page
    assert answer.status_code == (422 if asked else 303)


@pytest.mark.django_db(transaction=True)
def test_the_shared_page_shows_a_new_comment_at_once_and_holds_no_challenge(clock):
    story = small_paper().story(clock.now)
    reader = Reader()
    before = reader.get(address(story))[1].decode()

    post(a_browser(), story)
    after = reader.get(address(story))[1].decode()

    assert "Nobody has written yet." in before
    assert "The ferry was late." in after
    assert ">1 comment<" in after
    assert f'href="{new(story)}"' in after
    assert "check_token" not in after
    drain()
    assert not reader.differing()


@pytest.mark.django_db(transaction=True)
def test_a_decision_reaches_the_stored_page_and_the_cards(clock):
    paper = small_paper()
    story = paper.story(clock.now)
    comment = a_held_comment(story, clock.now)
    reader = Reader()
    places = [address(story), "/world/"]
    for place in places:
        reader.get(place)

    services.show(comment=comment, by=a_person(), now=clock.now)
    drain()

    assert not reader.differing()
    assert all("1 comment<" in reader.get(place)[1].decode() for place in places)


def test_a_reply_shows_what_it_answers_and_lands_below_it(story, clock):
    parent = a_comment(story, clock.now, name="Ben", text="Was it?")
    browser = a_browser()
    at = f"{new(story)}?reply={parent.pk}"

    page = browser.get(at)
    browser.post(at, {"name": "Ida", "text": "It was.", **solved(page)})

    assert "Was it?" in words(page)
    assert Comment.objects.latest("pk").parent == parent


@pytest.mark.parametrize("raw", ["0", "x", "-1", "99999999999999999999", "٣", "1 OR 1"])
def test_answering_nothing_is_not_found(story, raw):
    assert a_browser().get(f"{new(story)}?reply={raw}").status_code == 404


def test_a_held_comment_is_nowhere_to_be_seen(story, clock):
    held = a_held_comment(story, clock.now)
    browser = a_browser()

    answers = [
        browser.get(f"{new(story)}?reply={held.pk}"), browser.get(f"/comment/to/{held.pk}/"),
        browser.get(f"/comment/{story.pk}/all/"), browser.get(f"/comment/thread/{held.pk}/"),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers[:3]] == [404, 404, 404]
    assert all(held.body not in answer.content.decode() for answer in answers)
    assert held.body not in printed(story)


def test_a_killed_storys_comments_are_gone_from_every_address(story, clock):
    comment = a_comment(story, clock.now, text="Marker sentence.")
    browser = a_browser()
    receipt = post(browser, story, text="Another.").redirect_chain[-1][0]
    places = [
        new(story),
        f"/comment/{story.pk}/all/",
        f"/comment/thread/{comment.pk}/",
        f"/comment/to/{comment.pk}/",
        receipt,
    ]
    assert [browser.get(place).status_code for place in places] == [200, 200, 200, 302, 200]

    withdrawing.kill(story=Story.objects.get(pk=story.pk), reason="Wrong.", by=None, now=clock.now)

    assert [browser.get(place).status_code for place in places] == [404] * 5
    assert browser.post(new(story), {"name": "Ida", "text": "Late."}).status_code == 404


def test_a_receipt_cannot_be_made_up(story, clock):
    comment = a_comment(story, clock.now)

    assert a_browser().get(f"/comment/receipt/{comment.pk}/").status_code == 404


def test_closed_comments_take_nothing(clock):
    story = small_paper().story(clock.now, comments_open=False)
    browser = a_browser(a_person())

    page = browser.get(new(story))
    answer = browser.post(new(story), {"name": "Ida", "text": "Hello."})

    assert "Comments on this story are closed." in words(page)
    assert (answer.status_code, Comment.objects.count()) == (409, 0)


def test_a_comment_from_elsewhere_is_refused(story):
    browser = a_browser(a_person())

    answer = browser.post(
        new(story), {"name": "Ida", "text": "Hello."}, headers={"Origin": "https://bad.example"}
    )

    assert (answer.status_code, Comment.objects.count()) == (403, 0)


def test_one_network_is_slowed_down_and_keeps_its_text(story, monkeypatch):
    from broadsheet.people.rules import Limit

    monkeypatch.setattr("broadsheet.comments.views.FROM_ONE_NETWORK", Limit("comment", 1, 600))
    post(a_browser(address="198.51.100.1"), story)

    answer = post(a_browser(address="198.51.100.2"), story, text="Kept text.")

    assert answer.status_code == 429
    assert "Kept text.</textarea>" in answer.content.decode()
    assert "a great deal from one place" in words(answer)


def test_older_threads_stand_on_pages_of_their_own(story, clock):
    for number in range(21):
        a_comment(story, clock.now + timedelta(seconds=number), text=f"Text number {number}.")

    front = printed(story)
    second = a_browser().get(f"/comment/{story.pk}/all/?page=2")

    assert f'href="/comment/{story.pk}/all/?page=2"' in front
    assert "Text number 0." not in front
    assert "Text number 0." in words(second)
    assert [
        a_browser().get(f"/comment/{story.pk}/all/?page={n}").status_code for n in ("3", "0", "x", "²")
    ] == [404] * 4


def test_script_gets_the_form_alone_to_unfold_in_the_page(story):
    browser = a_browser()
    fragment = browser.get(new(story), headers={"X-Fragment": "1"})
    check = solved(fragment)
    wrong = browser.post(new(story), {"name": "", "text": "Hm.", **check}, headers={"X-Fragment": "1"})

    assert fragment.content.decode().strip().startswith("<form")
    assert "no-store" in fragment["Cache-Control"]
    assert (wrong.status_code, wrong.content.decode().strip()[:5]) == (422, "<form")
    assert "Hm.</textarea>" in wrong.content.decode()


def test_the_page_says_which_comments_it_was_made_from(story):
    from broadsheet.edge.recording import recording

    with recording() as made:
        printed(story)

    assert {f"story:{story.pk}", f"story:{story.pk}:comments", f"story:{story.pk}:votes"} <= made.tags
