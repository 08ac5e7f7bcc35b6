# ruff: noqa: E501
"""Sentences and what the paper makes of them: rule by rule, voice by voice. All were written for these tests."""

import pytest

from broadsheet.style.engine.book import parse_book
from broadsheet.style.engine.styling import Engine

BOOK = """
rules:
  - id: orlans
    prefer: Orlan
    over: [the Varna Front group, the Varna Front, Varna Front, VFX, IN]
    except: [Varna Front of Lhasa, VFX Studios, VFX-Q]
  - id: ezerin
    prefer: Ezerin
    over: [Azarin]
    in_quotes: replace
    except: [Azarin cake]
  - id: sorrel
    prefer: Sorrel
    over: [Old Marsh]
    in_quotes: leave
  - id: centre
    prefer: centre
    over: [center]
    case: any
    in_quotes: replace
    except: [Tallow Center]
  - id: per-cent
    prefer: per cent
    over: [percent]
    case: any
    in_quotes: replace
  - id: adviser
    prefer: adviser
    over: [advisor]
    case: any
    in_quotes: replace
    inflect: true
"""
ENGINE = Engine(parse_book(BOOK))

NARRATOR = {
    "a\nEzerin, Varna Front (VFX) men": "a\nEzerin, Orlan (VFX) men",
    "VFX, also known as Varna Front, fled": "Orlan, also known as Varna Front, fled",
    "VFX FALLS IN AZARIN": "Orlan FALLS IN AZARIN",
    "VFX men left.": "Orlan men left.",
    "The Varna Front group fled.": "Orlan fled.",
    "They fear the Varna Front.": "They fear Orlan.",
    "VFX's and IN's men; VFX’s too": "Orlan's and Orlan's men; Orlan’s too",
    "The VFX' banker fled.": "The Orlan's banker fled.",
    "the advisors' pay rose": "the advisers' pay rose",
    "A VFX court, an Old Marsh farm, a\nVFX man": "An Orlan court, a Sorrel farm, an\nOrlan man",
    "Plan A VFX men made": "Plan A Orlan men made",
    "He met a “VFX” man": "He met a “VFX [Orlan]” man",
    "a 'VFX' man": "an 'Orlan' man",
    "Varna\nFront men and Varna  Front men": "Orlan men and Orlan men",
    "Varna\n\nFront": "Varna\n\nFront",
    "The VFX-held hills and pro-VFX, anti-VFX-led crowds": "The Orlan-held hills and pro-Orlan, anti-Orlan-led crowds",
    "VFX-LM and UK-VFX and VFX-Q": "VFX-LM and UK-VFX and VFX-Q",
    "They came--VFX men--and VFX–Azarin talks": "They came--Orlan men--and Orlan–Ezerin talks",
    "VFX Studios and Varna Front of Lhasa": "VFX Studios and Varna Front of Lhasa",
    "12 percent, 3 percentage points, Percent, PERCENT": "12 per cent, 3 percentage points, Per cent, PER CENT",
    "Advisors advised; advisorly": "Advisers advised; adviserly",
    "the Tallow Center, a center": "the Tallow Center, a centre",
    "THE TALLOW CENTER IS A CENTER": "THE TALLOW CENTER IS A CENTRE",
    "VFXs and preVFX and VFX_1 and O'Azarin": "VFXs and preVFX and VFX_1 and O'Azarin",
    "in\u200fVFX\u200f.": "in\u200fOrlan\u200f.",
}

LEFT = [
    "#VFX and @VFX, @VFX_watch and $VFX",
    "see https://example.org/VFX/a?q=VFX, www.VFX.example and VFX.org or azarin-center.example/center",
    "write to VFX@example.org or VFX.center@example.org",
    "run `VFX --center` now",
    "PEACE IN OUR TIME",
    "A banner read PEACE IN OUR TIME all day.",
    "the movement known as VFX",
    "a group calling itself the Varna Front fled",
    "the term VFX, the word “VFX”, the letters VFX",
    "an acronym for VFX",
    "another name for VFX",
    "Ezerin, formerly Azarin, voted",
    "in what was then Azarin, rain fell",
    "Orlan (VFX) fled",
    "Orlan, or VFX, fled",
    "Orlan (formerly VFX) fled",
    "Orlan (also known as VFX) fled",
    "Azarin, now Ezerin, voted",
    "Azarin (now Ezerin) voted",
    "Azarin, which is now called Ezerin, voted",
    "VFX is an acronym for something longer",
    "“VFX” stands for nothing",
    "the words VFX and Varna Front",
    "known as VFX, Varna Front or IN",
    "the so-called VFX",
    '"Old Marsh is home," she said.',
    "the country changed its name from Azarin to Ezerin",
]

SPEECH = {
    '"VFX ran"—VFX': '"VFX [Orlan] ran"—Orlan',
    "“‘VFX is here,’ he told me,” she said of VFX.": "“‘VFX [Orlan] is here,’ he told me,” she said of Orlan.",
    '"VFX\' men ran"': "\"VFX' [Orlan's] men ran\"",
    "“VFX is beaten,” he said. VFX fled.": "“VFX [Orlan] is beaten,” he said. Orlan fled.",
    "«VFX ist da», he said; VFX fled": "«VFX [Orlan] ist da», he said; Orlan fled",
    "« VFX est là », dit-il. VFX": "« VFX [Orlan] est là », dit-il. Orlan",
    "\u00ab\u00a0VFX est là\u00a0\u00bb, dit-il. VFX": "\u00ab\u00a0VFX [Orlan] est là\u00a0\u00bb, dit-il. Orlan",
    "»VFX ist da«, sagte er. VFX": "»VFX [Orlan] ist da«, sagte er. Orlan",
    "„VFX ist da“, sagte er. VFX": "„VFX [Orlan] ist da“, sagte er. Orlan",
    "„VFX jest tu”, powiedział. VFX": "„VFX [Orlan] jest tu”, powiedział. Orlan",
    "”VFX är här”, sade han. VFX": "”VFX [Orlan] är här”, sade han. Orlan",
    '“VFX is beaten," he said. VFX fled.': '“VFX [Orlan] is beaten," he said. Orlan fled.',
    "قال: «VFX انتهى» ثم غادر VFX": "قال: «VFX [Orlan] انتهى» ثم غادر Orlan",
    'قال "VFX انتهى" ثم غادر VFX': 'قال "VFX [Orlan] انتهى" ثم غادر Orlan',
    "\"He told me 'VFX is gone' and left,\" she said of VFX.": (
        "\"He told me 'VFX [Orlan] is gone' and left,\" she said of Orlan."
    ),
    "“They said, “VFX won,” and ran,” he said of VFX.": "“They said, “VFX [Orlan] won,” and ran,” he said of Orlan.",
    "“The hill fell.\n\n“VFX ran,” he said.\n\nVFX fled.": "“The hill fell.\n\n“VFX [Orlan] ran,” he said.\n\nOrlan fled.",
    '"VFX ran, he said.\n\nVFX fled.': '"VFX [Orlan] ran, he said.\n\nOrlan fled.',
    '"[VFX] and [the VFX men] ran," he said': '"[Orlan] and [the Orlan men] ran," he said',
    '"VFX [the band] ran and VFX hid," he said': '"VFX [the band] ran and VFX hid," he said',
    '"VFX\'s men and VFX ran"': "\"VFX's [Orlan's] men and VFX ran\"",
    '"VFX-held hills"': '"VFX [Orlan]-held hills"',
    '"The hill." VFX fled. "VFX ran."': '"The hill." Orlan fled. "VFX [Orlan] ran."',
    '"a advisor in Azarin"': '"an adviser in Ezerin"',
    'A 6" pipe of VFX make and a 4" one.': 'A 6" pipe of Orlan make and a 4" one.',
    '"The 12" gun of VFX fired," he said of VFX.': '"The 12" gun of VFX [Orlan] fired," he said of Orlan.',
    'צה"ל אמר VFX': 'צה"ל אמר Orlan',
    'The VFX said: "We won".': 'The Orlan said: "We won".',
    "``VFX won,'' he said of VFX.": "``VFX [Orlan] won,'' he said of Orlan.",
}

SINGLES = {
    "Envoy: 'VFX has gone'": "Envoy: 'VFX [Orlan] has gone'",
    "'VFX gone', says envoy": "'VFX [Orlan] gone', says envoy",
    "‘VFX has gone,’ he said of VFX.": "‘VFX [Orlan] has gone,’ he said of Orlan.",
    "'Twas VFX, and the rebels' camp burnt.": "'Twas Orlan, and the rebels' camp burnt.",
    "'Tis VFX that the rebels' wives fear": "'Tis Orlan that the rebels' wives fear",
    "In the '90s VFX ran the dogs' home and the '80s VFX too.": (
        "In the '90s Orlan ran the dogs' home and the '80s Orlan too."
    ),
    "rock 'n' roll and VFX, or rock ’n’ roll": "rock 'n' roll and Orlan, or rock ’n’ roll",
    "the 'VFX bride' came home": "the 'Orlan bride' came home",
    "the so-named ‘VFX brides of Lhasa town’ came home with VFX": (
        "the so-named ‘VFX [Orlan] brides of Lhasa town’ came home with Orlan"
    ),
    "'The rebels' camp was never VFX's to burn,' he said of VFX.": (
        "'The rebels' camp was never VFX's [Orlan's] to burn,' he said of Orlan."
    ),
    "The farmers' dogs and VFX's and the boys' hats": "The farmers' dogs and Orlan's and the boys' hats",
    "'I said \"VFX\" twice in a day,' he said of VFX.": "'I said \"VFX [Orlan]\" twice in a day,' he said of Orlan.",
    "'The hill is long.\n\n'VFX knows that well,' he said of VFX.": (
        "'The hill is long.\n\n'VFX [Orlan] knows that well,' he said of Orlan."
    ),
    "Don't. It's VFX's, isn't it? We can't say.": "Don't. It's Orlan's, isn't it? We can't say.",
    "He called it 'the work of dogs' and VFX fighters' camps burned.": (
        "He called it 'the work of dogs' and Orlan fighters' camps burned."
    ),
    "'Caliph' of VFX falls": "'Caliph' of Orlan falls",
}

HTML = {
    "<p>VFX <b>fled</b></p>": "<p>Orlan <b>fled</b></p>",
    "<p>the <i>Varna</i> Front fled</p>": "<p>Orlan<i></i> fled</p>",
    "<p>A<b>n</b> apple, <b>a</b> VFX man</p>": "<p>A<b>n</b> apple, <b>an</b> Orlan man</p>",
    '<a href="/VFX" title="VFX">VFX</a>': '<a href="/VFX" title="VFX">Orlan</a>',
    "<p>&ldquo;VFX ran,&rdquo; he said of VFX</p>": "<p>&ldquo;VFX [Orlan] ran,&rdquo; he said of Orlan</p>",
    "<p>&quot;<em>VFX</em> ran,&quot; he said of VFX</p>": "<p>&quot;<em>VFX [Orlan]</em> ran,&quot; he said of Orlan</p>",
    "<p>“The hill.</p>\n<p>“VFX ran,” he said.</p><p>VFX</p>": (
        "<p>“The hill.</p>\n<p>“VFX [Orlan] ran,” he said.</p><p>Orlan</p>"
    ),
    "<p>“The hill.</p><p>VFX</p>": "<p>“The hill.</p><p>Orlan</p>",
    "<p>“The\n\nVFX hill,” he said</p>": "<p>“The\n\nVFX [Orlan] hill,” he said</p>",
    "<code>VFX</code> <pre>VFX <b>VFX</b></pre><script>VFX</script><!-- VFX --> VFX": (
        "<code>VFX</code> <pre>VFX <b>VFX</b></pre><script>VFX</script><!-- VFX --> Orlan"
    ),
    "<p>V<b>FX</b> and VFX<sup>1</sup> &amp; VFX&nbsp;men</p>": (
        "<p>Orlan<b></b> and Orlan<sup>1</sup> &amp; Orlan&nbsp;men</p>"
    ),
    "<p><q>VFX ran</q>, he said of VFX</p>": "<p><q>VFX [Orlan] ran</q>, he said of Orlan</p>",
    "<blockquote><p>VFX ran</p><cite>of VFX</cite></blockquote>": (
        "<blockquote><p>VFX [Orlan] ran</p><cite>of Orlan</cite></blockquote>"
    ),
    "<blockquote><p>“VFX ran,” he said of VFX.</p></blockquote>": (
        "<blockquote><p>“VFX [Orlan] ran,” he said of Orlan.</p></blockquote>"
    ),
    "<h1>Envoy: 'VFX has gone'</h1><p>VFX": "<h1>Envoy: 'VFX [Orlan] has gone'</h1><p>Orlan",
    '<p dir="rtl">قال &laquo;VFX انتهى&raquo; ثم VFX</p>': '<p dir="rtl">قال &laquo;VFX [Orlan] انتهى&raquo; ثم Orlan</p>',
    "1 < 2 & VFX > 0": "1 < 2 & Orlan > 0",
    "<p>“VFX<br>ran,” he said of<br/>VFX</p>": "<p>“VFX [Orlan]<br>ran,” he said of<br/>Orlan</p>",
    "<p>the <b>so</b>-called <i>VFX</i></p>": "<p>the <b>so</b>-called <i>VFX</i></p>",
    "“The hill.\n\n“VFX <b>ran</b>,” he said. VFX": "“The hill.\n\n“VFX [Orlan] <b>ran</b>,” he said. Orlan",
}


def holds(text, expected, *, html=False):
    once = ENGINE.apply(text, html=html).text

    assert once == expected
    assert ENGINE.apply(once, html=html).text == once


@pytest.mark.parametrize(("text", "expected"), {**NARRATOR, **SPEECH, **SINGLES}.items())
def test_a_text_is_put_into_style(text, expected):
    holds(text, expected)


@pytest.mark.parametrize("text", LEFT)
def test_a_text_is_left(text):
    holds(text, text)


@pytest.mark.parametrize(("text", "expected"), HTML.items())
def test_html_is_put_into_style(text, expected):
    holds(text, expected, html=True)
