"""The facts of the wire corpus beside the checkout hold, but for those that its own files refute."""

import importlib.util
import json
from pathlib import Path

import pytest

from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import as_json

CORPUS = Path(__file__).parents[3] / "shared" / "wire-corpus"
FOLDERS = (
    *("anpa1312", "ap-json", "email", "iptc7901", "newsml-g2", "newsml12", "ninjs", "nitf", "photo", "rss"),
    *("vendor-xml", "wxr", "zczc"),
)
REFUTED = {
    # The texts open "VANCOUVER, British Columbia, Dec. 03, 2019 (GLOBE NEWSWIRE) --" and "BROOKFIELD, News,
    # July 07, 2020 (GLOBE NEWSWIRE) --"; what is expected is the issuer's address out of <located>.
    ("newsml-g2/1bf6.xml", "dateline.city"),
    ("newsml-g2/tables.newsml", "dateline.city"),
    # Expected is the value whose role is creditline, and the one whose role is writer; others have the roles
    # caption and text.
    ("ninjs/ap_image.json", "pictures.caption"),
    ("ninjs/SIPA_image_2.json", "pictures.caption"),
    # Expected is IIM's instruction, cut off at its 256 bytes in mid-word; XMP has the whole sentence.
    ("photo/GAC103-thumb.jpg", "ednote"),
}


def scorer():
    spec = importlib.util.spec_from_file_location("wire_score", CORPUS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CORPUS.exists(), reason="the wire corpus is not beside this checkout")
@pytest.mark.parametrize("form", FOLDERS)
def test_every_fact_of_the_corpus_is_read(form):
    score = scorer()
    records = json.loads((CORPUS / "expected.json").read_text("utf-8"))["files"]
    wrong = set()
    for record in records:
        if record["format"] != form:
            continue
        reading = read((CORPUS / record["file"]).read_bytes())
        assert reading.format == form
        facts = score.score_file(record, [as_json(item) for item in reading.items])
        wrong |= {(record["file"], field) for field, right, _, _ in facts if not right}

    assert wrong == {(file, field) for file, field in REFUTED if file.startswith(f"{form}/")}
