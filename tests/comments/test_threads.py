"""Threads on the page: two levels deep, paged, one query whatever their number."""

from datetime import timedelta

import pytest

from broadsheet.comments import services
from broadsheet.comments.models import Comment
from broadsheet.comments.selectors.threads import permalink, thread_page, whole_thread
from broadsheet.stories.selectors.cards import address
from factories.comments import a_comment, a_held_comment
from factories.readers import a_person
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(noon):
    return small_paper().story(noon)


def many(story, now, number, *, parent=None):
    """Rows as an import would write them, a second apart."""
    thread = (parent.thread or parent) if parent else None
    return Comment.objects.bulk_create(
        Comment(
            story=story, parent=parent, thread=thread, depth=parent.depth + 1 if parent else 0,
            author_name="Ida",
            writer_key=f"guest:{n}", body=f"Text {n}", fingerprint=str(n), state="shown",
            written_at=now + timedelta(seconds=n),
        )
        for n in range(number)
    )  # fmt: skip


def shape(views):
    return [(view.id, shape(view.replies)) for view in views]


def page(story, number=1):
    return thread_page(story.pk, number=number, may_reply=True)


def test_newest_thread_first_replies_as_they_came(story, noon):
    old, new = a_comment(story, noon), a_comment(story, noon + timedelta(minutes=1))
    first = a_comment(story, noon + timedelta(minutes=2), parent=old)
    second = a_comment(story, noon + timedelta(minutes=3), parent=old)

    assert shape(page(story).comments) == [(new.pk, []), (old.pk, [(first.pk, []), (second.pk, [])])]


def test_deeper_replies_stand_on_the_second_level_and_say_whom_they_answer(story, noon):
    chain = [a_comment(story, noon, name="Root")]
    for name in ("One", "Two", "Three", "Four"):
        chain.append(a_comment(story, noon + timedelta(minutes=len(chain)), name=name, parent=chain[-1]))
    root, one, two, three, four = (c.pk for c in chain)

    tree = page(story).comments

    assert shape(tree) == [(root, [(one, [(two, []), (three, []), (four, [])])])]
    assert [view.to for view in tree[0].replies[0].replies] == ["", "Two", "Three"]


def test_only_shown_comments_stand_and_a_removed_one_keeps_its_answers(story, noon):
    moderator = a_person(group="Moderators")
    root, lonely = a_comment(story, noon), a_comment(story, noon)
    middle = a_comment(story, noon + timedelta(minutes=1), parent=root)
    leaf = a_comment(story, noon + timedelta(minutes=2), parent=middle)
    a_held_comment(story, noon)
    for gone in (root, lonely, middle):
        services.remove(comment=gone, by=moderator, now=noon)

    tree = page(story).comments

    assert shape(tree) == [(root.pk, [(leaf.pk, [])])]
    assert (tree[0].author, tree[0].body_html, tree[0].reply_url) == (
        "–",
        "<p>This comment was removed.</p>",
        "",
    )


def test_pages_of_threads_hold_each_thread_once(story, noon):
    rows = many(story, noon, 45)

    pages = [page(story, number) for number in (1, 2, 3, 4)]

    assert [[view.id for view in p.comments] for p in pages] == [
        [row.pk for row in rows[44:24:-1]], [row.pk for row in rows[24:4:-1]],
        [row.pk for row in rows[4::-1]], [],
    ]  # fmt: skip
    assert [(p.newer_url, p.older_url) for p in pages[:3]] == [
        ("", "?page=2"),
        ("?page=1", "?page=3"),
        ("?page=2", ""),
    ]


def test_a_long_thread_shows_its_beginning_and_where_the_rest_is(story, noon):
    root = a_comment(story, noon - timedelta(hours=1))
    replies = many(story, noon, 130, parent=root)

    tree = page(story).comments
    whole = [whole_thread(root, number=number, may_reply=True) for number in (1, 2)]

    assert [view.id for view in tree[0].replies] == [row.pk for row in replies[:15]]
    assert (tree[0].more_count, tree[0].more_url) == (115, f"/comment/thread/{root.pk}/")
    assert [view.id for p in whole for view in p.comments[0].replies] == [row.pk for row in replies]


@pytest.mark.parametrize("number", [1, 30, 400])
def test_one_query_whatever_the_number_of_comments(story, noon, number, django_assert_num_queries):
    root = a_comment(story, noon)
    many(story, noon, number)
    many(story, noon, number, parent=root)
    from broadsheet.web.selectors import one_paper

    with one_paper(), django_assert_num_queries(1):
        page(story)


def test_a_permalink_leads_to_where_the_comment_stands(story, noon):
    rows = many(story, noon, 25)
    replies = many(story, noon + timedelta(hours=1), 130, parent=rows[24])
    here = address(story)

    found = [
        permalink(Comment.objects.get(pk=row.pk), here)
        for row in (rows[24], rows[4], replies[0], replies[20], replies[129])
    ]

    assert found == [
        f"{here}#comment-{rows[24].pk}",
        f"/comment/{story.pk}/all/?page=2#comment-{rows[4].pk}",
        f"{here}#comment-{replies[0].pk}",
        f"/comment/thread/{rows[24].pk}/#comment-{replies[20].pk}",
        f"/comment/thread/{rows[24].pk}/?page=2#comment-{replies[129].pk}",
    ]
