"""The sanitiser keeps what a text needs and nothing that acts."""

import time

import pytest

from broadsheet.kit.html import clean_html, clean_reader_html


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>One <b>two</b></p>", "<p>One two</p>"),
        ("<h1>x</h1><h2>y</h2>", "x<h2>y</h2>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red" class="y">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
        (
            '<a href="HTTPS://x.example" target="_top">a</a>',
            '<a href="HTTPS://x.example" rel="noopener">a</a>',
        ),
        ('<td colspan="2">a</td>', "a"),
        (
            "<table><tr><td colspan=2>a</table>",
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<!-- secret -->a<svg><script>1</script></svg>", "a"),
        ("a\0b & c < d", "ab &amp; c &lt; d"),
    ],
)
def test_copy_keeps_semantic_tags_alone(dirty, clean):
    assert clean_html(dirty) == clean


def test_a_reader_gets_fewer_tags_and_marked_links():
    dirty = '<h2>Loud</h2><table><tr><td>x</table><p>see <a href="https://x.example">this</a></p>'

    assert clean_reader_html(dirty) == (
        'Loudx<p>see <a href="https://x.example" rel="ugc nofollow noopener">this</a></p>'
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "span", "font", "table"])
def test_nesting_without_end_costs_no_time(tag):
    started = time.process_time()

    assert "word" in clean_html(f"<{tag}>" * 100_000 + "word")
    assert time.process_time() - started < 3


def test_many_unclosed_paragraphs_are_no_nesting():
    assert clean_html("<p>a<br>" * 500) == "<p>a<br></p>" * 500
