"""Sentences about a word: there the word itself is meant, and stays."""

import re
from functools import lru_cache

from broadsheet.style.engine.matching import Hit
from broadsheet.style.engine.singles import NO_NOUN

# What may stand between a cue and the term: an article, opening marks.
LEAD = r"""\s*[,:]?\s*(?:(?:the|an?)\s+)?[("'“‘«„‹\[\s]*$"""
DETERMINED = (
    r"(?:the|an?|this|that|its|their|his|her|another|other|old|new|former|official|colonial|original|own)"
)
CUES = re.compile(
    rf"""\b(?:
      known\s+(?:\w+\s+){{0,3}}?(?:as|by\s+the\s+name)
    | (?:re|so-|mis)?called(?:\s+(?:it|them|him|her|our|my|your)sel(?:f|ves))?(?:\s+(?:simply|just|merely|only))?
    | call(?:s|ing)?\s+(?:it|them|him|her|our|my|your)sel(?:f|ves)
    | call(?:s|ed|ing)?\s+(?:it|them|us|the\s+(?:group|movement|country|city|place|town))
    | renamed|dubbed|nicknamed|entitled|titled|styled|termed|christened|rebranded(?:\s+\w+)?(?:\s+as)?
    | (?:nam|renam|styl|dubb|brand)(?:ed|ing|es)\s+(?:it|them|him|her)sel(?:f|ves)
    | (?:it|them|him|her)sel(?:f|ves)\s+as
    | refer(?:s|red|ring)?\s+to(?:\s+[\w’'-]+){{0,4}}\s+as
    | self-(?:styled|proclaimed|declared|named)
    | {DETERMINED}\s+(?:\w+\s+)?
        (?:term|word|letters|initials|acronym|abbreviation|initialism|phrase|label|nickname|expression|spelling|moniker)
    | {DETERMINED}\s+(?:\w+\s+)?name(?:\s+(?:was|is|from|to))?
    | (?P<plural>(?:terms|words|names|letters|initials|acronyms|abbreviations|spellings|labels))
    | (?:acronym|abbreviation|initialism|initials|shorthand|short|name|word|term|synonym|nickname|euphemism|code
        |translation|transliteration|spelling)s?\s+for
    | (?P<of>(?:acronym|abbreviation|initialism|name|nickname|translation|transliteration|spelling)s?\s+of)
    | (?:arabic|english|french|german|russian|ukrainian|burmese|turkish|kurdish|persian|spanish|latin)\s+for
    | st(?:ands?|ood|anding)\s+for | (?P<history>formerly|previously) | n[ée]e | alias
    | aka | a\.k\.a\. | (?:what\s+)?(?:was|is|were)\s+(?:then|once|now) | then\s+(?:called|named)
    | pronounced | spel(?:led|t)(?:\s+as)? | translat(?:es|ed)\s+as | rendered\s+as
    ){LEAD}""",
    re.IGNORECASE | re.VERBOSE,
)
# These introduce a name only where no noun follows it: "a ship named X", not "named X commander".
NAMED = re.compile(rf"\b(?:named|branded|labell?ed){LEAD}", re.IGNORECASE)
IN_THE_NAME = re.compile(r"\bin\s+(?:the|its|their)\s+(?:\w+\s+)?names?\s+of\s+(?:the\s+)?$", re.IGNORECASE)
# What is said directly after the term about it as a word.
EXPLAINED = re.compile(
    r"""["'”’»)\]]*,?\s+(?:\(\s*)?(?:which\s+|that\s+)?(?:
      (?:(?:is|was|are|being|as)\s+)?(?:itself\s+|also\s+|merely\s+|simply\s+|only\s+|just\s+)?
        (?:the|an?|one|another)\s+(?:\w+\s+){0,3}(?:acronym|abbreviation|initialism)\b
    | (?:is|was|being)\s+(?:short|shorthand|an?\s+(?:\w+\s+)?(?:name|word|term|synonym|translation))\s+(?:for|of)\b
    | st(?:ands?|anding|ood)\s+for\b | short(?:hand)?\s+for\b | was\s+renamed\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
ALIAS = r"""["'”’»]*(?P<link>\s*/\s*|,?\s*[(–—-]?\s*(?:(?:or|now|today|also|later|currently|better|since|and|which|is
    |has|been|was|officially|known|called|named|renamed|as|by|aka|i\.e\.|that)[\s,]+)*)(?:the\s+)?["'“‘«]*"""
LINKS_BEFORE = re.compile(
    r"""["'”’»]*(?:\s*\(\s*(?:or\s+|also\s+)?|\s*,?\s+(?:or|aka|a\.k\.a\.|alias)\s+|\s*/\s*)(?:the\s+)?["'“‘«]*$""",
    re.IGNORECASE,
)
LINK_SIGNS = re.compile(r"[(/]|or\b|aka|a\.k\.a|alias", re.IGNORECASE)
CLOSED = re.compile(r"[\"'”’»]*\s*(?:\)|,|/|or\b)")
JOINED = re.compile(
    r"""["'”’»)]*(?P<link>\s*/\s*|,?\s+or\s+|,\s+|,?\s+and\s+)(?:the\s+)?["'“‘«(]*""", re.IGNORECASE
)
WINDOW = 90
# Every cue ends in one of these words, and those after the bar need a stem before them: a cheap look before the search.
LAST_NAMES = """name names called itself themselves himself herself ourselves myself yourself simply merely just only it
    them us group movement country city town place renamed dubbed nicknamed entitled titled styled termed christened
    rebranded proclaimed declared named term word letters initials acronym abbreviation initialism phrase label
    nickname expression spelling moniker terms words acronyms abbreviations spellings labels formerly previously née nee
    alias aka a.k.a. then once now pronounced spelled spelt branded labeled labelled"""
LAST = frozenset(LAST_NAMES.split())
LAST_COMMON = frozenset(("as", "from", "to", "for", "of", "was", "is"))
STEMS_NAMES = """known refer itself themselves himself herself rebranded spel transl rendered name acronym abbrev
    initial short word term synonym euphemism code spelling stand stood"""
STEMS = tuple(STEMS_NAMES.split())
LANGUAGE_NAMES = (
    "arabic english french german russian ukrainian burmese turkish kurdish persian spanish latin"
)
LANGUAGES = tuple(LANGUAGE_NAMES.split())


def window(text: str, start: int) -> str:
    """What stands before ``start``, not beyond a blank line."""
    return text[max(0, start - WINDOW) : start].rpartition("\n\n")[2]


def may_introduce(earlier: str) -> bool:
    """Tell, quickly, whether ``earlier`` may end in a cue."""
    words = earlier.lower().split()
    while words:
        word = words.pop().strip("\"'“”‘’«»„‹›[](),:")
        if word in {"the", "a", "an", ""}:
            continue
        word = word.rpartition("-")[2]
        if word in LAST_COMMON:
            return any(stem in earlier.lower() for stem in STEMS + LANGUAGES)
        return word in LAST
    return False


def introduced(text: str, hit: Hit) -> str:
    """The kind of cue before the term that says that the word is meant: "plural", "one", or nothing."""
    earlier = window(text, hit.start)
    if not may_introduce(earlier):
        return ""
    if NAMED.search(earlier):
        following = text[hit.end : hit.end + 20]
        return "one" if not following[:1].isspace() or NO_NOUN.match(following) else ""
    cue = CUES.search(earlier)
    if cue is None or IN_THE_NAME.search(earlier):
        return ""
    if cue["of"] and text[hit.end : hit.end + 1] in {"'", "’"}:
        return ""
    if cue["history"] and text[hit.end : hit.end + 1] in {"-", "‑"}:
        return ""  # "a formerly X-held town": the adverb belongs to "held"
    return "plural" if cue["plural"] else "one"


def is_explained(text: str, hit: Hit) -> bool:
    """Tell whether what follows explains the term."""
    return EXPLAINED.match(text, hit.end) is not None


@lru_cache(maxsize=4096)
def names(prefer: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the preferred name: after a term that it explains, and at the end of what stands before one."""
    name = r"\s+".join(map(re.escape, prefer.split()))
    return (
        re.compile(rf"{ALIAS}{name}(?!\w)", re.IGNORECASE | re.VERBOSE),
        re.compile(rf"(?<!\w){name}(?:['’]?s|['’])?$", re.IGNORECASE),
    )


def is_gloss(text: str, hit: Hit, earlier: Hit | None) -> bool:
    """Tell whether term and preferred name explain each other: "Y (X)", "Y, or X", "X, now Y".

    A term of the same rule that stands just before counts as the name, for it will be.
    """
    following, preceding = names(hit.form.rule.prefer)
    alias = following.match(text, hit.end)
    if alias and alias["link"].strip(" ,\n-"):
        return True
    gap = window(text, hit.start)
    if not LINK_SIGNS.search(gap[-16:]):
        return False
    link = LINKS_BEFORE.search(gap)
    if link is None or ("(" in link[0] and not CLOSED.match(text, hit.end)):
        return False
    if earlier is not None and earlier.end == hit.start - len(link[0]):
        return earlier.form.rule is hit.form.rule
    return preceding.search(gap[: link.start()]) is not None


def is_joined(text: str, earlier: Hit, hit: Hit, *, plural: bool) -> bool:
    """Tell whether the term goes on a list whose last member was meant as a word: the words X and Y."""
    link = JOINED.fullmatch(text, earlier.end, hit.start)
    return link is not None and ("and" not in link["link"].lower() or plural)
