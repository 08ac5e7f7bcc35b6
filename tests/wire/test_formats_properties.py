"""Whatever comes, it is read or refused, and what is read is whole, clean and comparable."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.kit.html import clean_html
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import FORMATS, read
from broadsheet.wire.formats.item import as_json
from broadsheet.wire.formats.versions import version_key

SAMPLES = Path(__file__).parents[1] / "corpus" / "wire"
SHARED = Path(__file__).parents[3] / "shared" / "wire-corpus"
SEEDS = [
    path.read_bytes() for path in sorted(SAMPLES.iterdir()) if not path.name.endswith(".expected.json")
] + [path.read_bytes() for path in sorted(SHARED.glob("*/*")) if path.stat().st_size < 40_000]
ALLOWED = re.compile(
    r"</?(?:p|br|h[234]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|blockquote|pre|strong|em|sub|sup)>"
    r'|<t[hd](?: (?:col|row)span="\d+")*>|</t[hd]>|<a(?: href="[^"]*")?(?: rel="noopener")?>|</a>'
)
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(raw):
    try:
        return read(raw), None
    except Unreadable as refusal:
        return None, refusal


def check(raw):
    """Read or refuse; anything else is a fault."""
    reading, refusal = outcome(raw)
    if reading is None:
        assert refusal.code == "wire.unreadable"
        assert refusal.message
        return
    assert reading.format in {form.name for form in FORMATS}
    for item in reading.items:
        assert item.guid
        assert item.version
        assert item.pubstatus in {"usable", "withheld", "canceled", "killed"}
        for moment in (item.firstcreated, item.versioncreated, item.embargo):
            assert moment is None or moment.utcoffset().total_seconds() == 0
        for text in (item.body_html, item.text_html):
            assert "<" not in ALLOWED.sub("", text)
        json.dumps(as_json(item)).encode("utf-8")


@st.composite
def damaged(draw):
    """A real message with a piece cut out, doubled, overwritten or swapped for a piece of another."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 400)))
        other = draw(st.sampled_from(SEEDS))
        at = draw(st.integers(0, len(other)))
        piece = draw(
            st.sampled_from((b"", raw[start:end] * 2, other[at : at + 300])) | st.binary(max_size=40)
        )
        raw = raw[:start] + piece + raw[end:]
    return raw


@SLOW
@given(damaged())
def test_a_damaged_message_is_read_or_refused_and_never_breaks(raw):
    check(raw)


@SLOW
@given(st.sampled_from(SEEDS), st.data())
def test_odd_values_in_a_real_message_are_read_or_refused(raw, data):
    values = [m.span(1) for m in re.finditer(rb'(?:="|>)([^<>"]{1,60})(?="|<)', raw)]
    start, end = data.draw(st.sampled_from(values)) if values else (0, 0)
    odd = data.draw(
        st.text(max_size=30)
        | st.sampled_from(["99999999T999999Z", "0000", "-1", "9" * 400, "\u202e", "a:b:c"])
    )
    check(raw[:start] + odd.replace("<", "").replace("&", "").encode("utf-8", "ignore") + raw[end:])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    check(raw)


@given(
    st.sampled_from([b"<NewsML>", b"<newsMessage>", b"<newsItem guid='a'>", b"<nitf>"]),
    st.binary(max_size=200),
)
def test_anything_behind_a_known_root_is_read_or_refused(root, rest):
    check(root + rest)


EARLY, LATE = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1990, 2090))
VERSIONS = st.tuples(
    st.text(alphabet="0123456789NUAv.-T² ", max_size=12),
    st.none() | st.datetimes(EARLY, LATE, timezones=st.just(UTC)),
)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_versions_have_a_total_order(one, two, three):
    a, b, c = (version_key(*v) for v in (one, two, three))

    assert (a < b) + (b < a) + (a == b) == 1
    assert not a < b < c or a < c


def test_versions_are_ordered_as_agencies_mean_them():
    noon, later = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 13, tzinfo=UTC)
    older_first = [
        ("", None),
        ("1", None),
        ("1", noon),
        ("1", later),
        ("2", noon),
        ("10", None),
        ("10N", noon),
    ]

    assert sorted(set(older_first), key=lambda v: version_key(*v)) == older_first


@given(st.text(max_size=400))
def test_cleaning_is_safe_and_done_after_one_pass(text):
    once = clean_html(text)

    assert "<" not in ALLOWED.sub("", once)
    assert clean_html(once) == once
