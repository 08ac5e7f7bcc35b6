"""Bombs, bottomless nesting, lies about charsets: a clear refusal or a clean item, quickly."""

import contextlib
import time

import pytest

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import read

STORY = """<nitf><head><docdata><doc-id id-string="n1"/></docdata></head><body><body.head><hedline>
<hl1>{head}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"""


def nitf(body="<p>Word.</p>", head="Head", before=""):
    return before + STORY.format(head=head, body=body)


def item(text, charset="utf-8"):
    return read(text.encode(charset)).items[0]


LAUGHS = """<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.mark.parametrize(
    ("before", "body"),
    [
        (LAUGHS, "<p>&c;</p>"),
        ('<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "<p>&x;</p>"),
        ('<!DOCTYPE nitf [\n<!ENTITY x PUBLIC "a" "http://127.0.0.1:9/x">]>', "<p>&x;</p>"),
    ],
)
def test_a_message_that_declares_entities_is_refused_with_its_line(before, body):
    with pytest.raises(Unreadable, match="declares an") as refusal:
        read(nitf(body, before=before).encode())
    assert refusal.value.line in {1, 2}


def test_a_doctype_is_stepped_over_and_never_fetched():
    before = """<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd" [<!ENTITY % n SYSTEM "n.dtd"> %n;]>
"""

    assert item(nitf(before=before)).body_html == "<p>Word.</p>"


def test_an_undeclared_entity_is_refused_and_html_names_are_read():
    assert item(nitf("<p>Caf&eacute;&nbsp;&amp; bar</p>")).body_html == "<p>Café &amp; bar</p>"
    with pytest.raises(Unreadable, match="XML is broken"):
        read(nitf("<p>&nosuchthing;</p>").encode())


@pytest.mark.parametrize("tag", ["p", "block", "ul", "b", "blockquote", "table"])
def test_bottomless_nesting_is_refused(tag):
    with pytest.raises(Unreadable):
        read(nitf(f"<{tag}>" * 10_000 + "x" + f"</{tag}>" * 10_000).encode())


@pytest.mark.parametrize("tag", ["block", "bq", "b", "ul><li", "table><tr><td"])
@pytest.mark.parametrize("depth", [40, 100, 200])
def test_deep_nesting_is_read_or_refused(tag, depth):
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    with contextlib.suppress(Unreadable):
        assert "x" in item(nitf(f"<{tag}>" * depth + "x" + closing * depth)).body_html


def test_html_in_a_cdata_section_may_not_nest_without_end_either():
    deep = "<div>" * 50_000 + "word"
    message = f"""<newsItem guid="g" version="1"><contentSet><inlineData contenttype="text/html">
    <![CDATA[{deep}]]></inlineData></contentSet></newsItem>"""
    started = time.process_time()

    assert "word" in item(message).body_html
    assert time.process_time() - started < 5


def test_a_message_over_the_limit_is_refused_before_it_is_parsed():
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        read(b"<nitf>" + b" " * (20 * 2**20))


def test_ten_thousand_items_are_refused():
    items = '<newsItem guid="g" version="1"/>' * 10_000
    with pytest.raises(Unreadable, match="10000 items"):
        read(f"<newsMessage><itemSet>{items}</itemSet></newsMessage>".encode())


def test_a_truncated_message_is_refused_at_its_line():
    with pytest.raises(Unreadable) as refusal:
        read(nitf("<p>One.</p>\n<p>Two").encode()[:-40])
    assert refusal.value.line == 2


@pytest.mark.parametrize(
    "raw", [b"", b"\0\0", b" \r\n", b"\xef\xbb\xbf", b"plain words", b"{", b"<html></html>"]
)
def test_what_is_no_message_is_refused_with_a_sentence(raw):
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("ISO-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("utf-8", "utf-16"),
        ("us-ascii", "utf-8-sig"),
    ],
)
def test_a_charset_declared_wrongly_is_read_rightly(declared, real):
    text = nitf(
        "<p>“Zoë’s café” – 5 €</p>",
        head="Señor Müller",
        before=f'<?xml version="1.0" encoding="{declared}"?>\n',
    )

    read_item = item(text, real)

    assert (read_item.headline, read_item.body_html) == ("Señor Müller", "<p>“Zoë’s café” – 5 €</p>")


def test_a_declared_charset_that_is_true_is_kept():
    text = nitf("<p>Žižek, Łódź, Ő</p>", before='<?xml version="1.0" encoding="ISO-8859-2"?>')

    assert item(text, "iso-8859-2").body_html == "<p>Žižek, Łódź, Ő</p>"


def test_control_characters_are_dropped():
    assert item("\x01" + nitf("<p>One\0 \x02two\x1a</p>")).body_html == "<p>One two</p>"


def test_script_in_any_field_comes_out_as_words_or_not_at_all():
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    body = f"""<p onclick="x()">a{evil}<script>alert(2)</script><a href="javascript:alert(3)">b</a>
    <a href="data:text/html,x">c</a><a href="https://ok.example/?a=1&amp;b=2">d</a></p><iframe src="x"/>"""
    found = item(nitf(body, head=evil))

    assert found.headline == "<script>alert(1)</script>"
    assert found.body_html == (
        "<p>a&lt;script&gt;alert(1)&lt;/script&gt;b c"
        '<a href="https://ok.example/?a=1&amp;b=2" rel="noopener">d</a></p>'
    )


def test_a_text_of_a_million_paragraphs_is_refused():
    with pytest.raises(Unreadable, match="more than 20000 paragraphs"):
        read(nitf("<p>x</p>" * 1_000_000).encode())


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "word " * 400_000 + "</p>",
        "<p>" + "<br/>" * 200_000 + "x</p>",
        "<p>x</p>" * 19_000,
        "<p>" + "(" * 500_000 + "</p>",
        "<p>" + "A. " * 300_000 + "</p>",
        "<p>" + "1" * 1_000_000 + "</p>",
        "<p>" + "&lt;p" * 200_000 + "</p>",
        "<table><tr><td>" + "<br/>x " * 100_000 + "</td></tr></table>",
    ],
    ids=["words", "breaks", "paragraphs", "brackets", "initials", "digits", "halftags", "cell"],
)
def test_a_long_text_takes_bounded_time(body):
    started = time.process_time()
    item(nitf(body))

    assert time.process_time() - started < 20
