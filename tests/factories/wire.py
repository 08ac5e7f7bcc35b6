"""Wire copy for tests: small messages written out as an agency would, and items without a message."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from broadsheet.wire.formats import Reading
from broadsheet.wire.formats.item import Dateline, WireItem

MADE = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
PROVIDER = '<provider literal="marran"><name>Marran Press</name></provider>'
serial = count(1)


def an_item(**given: Any) -> WireItem:
    """A usable text of the agency Marran Press, the first version unless told otherwise."""
    usual: dict[str, Any] = {
        "guid": "urn:marran:ferry",
        "version": "1",
        "headline": "Ferry runs aground off the Sound",
        "standfirst": "Nobody was hurt",
        "slugline": "SOUND-FERRY",
        "credit": "Marran Press",
        "dateline": Dateline(city="PORT MARRAN", country="Torrenay"),
        "language": "en",
        "urgency": 4,
        "firstcreated": MADE,
        "versioncreated": MADE,
        "body_html": "<p>The morning ferry ran aground.</p><p>Forty people were taken off by boat.</p>",
    }
    return WireItem(**{**usual, **given})


def a_reading(*items: WireItem) -> Reading:
    return Reading(format="newsml-g2", items=items)


def new_bytes() -> bytes:
    """Bytes of a message that never came before; for readings that are handed over ready-made."""
    return f"message {next(serial)}".encode()


def g2(
    *,
    guid: str = "urn:marran:ferry",
    version: int = 1,
    headline: str = "Ferry runs aground off the Sound",
    body: str = "<p>The morning ferry ran aground.</p>",
    status: str = "usable",
    note: str = "",
    embargo: str = "",
    picture: str = "",
    picture_credit: str = "Marran Press photo",
    made: str = "2026-03-20T09:00:00Z",
) -> bytes:
    """A NewsML-G2 message with one text and, if named, one picture that lies beside the message."""
    ednote = f"<edNote>{note}</edNote>" if note else ""
    held = f"<embargoed>{embargo}</embargoed>" if embargo else ""
    link = f'<link rel="irel:seeAlso" residref="{guid}-P1"/>' if picture else ""
    text = f"""<newsItem guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en">
      <itemMeta><itemClass qcode="ninat:text"/>{PROVIDER}
        <versionCreated>{made}</versionCreated>{held}<pubStatus qcode="stat:{status}"/>
        {ednote}{link}</itemMeta>
      <contentMeta><urgency>4</urgency><language tag="en"/><headline>{headline}</headline>
        <dateline>PORT MARRAN, Torrenay</dateline><creditline>Marran Press</creditline></contentMeta>
      <contentSet><inlineXML contenttype="application/xhtml+xml">
        <html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet>
    </newsItem>"""
    shown = f"""<newsItem guid="{guid}-P1" version="1" standard="NewsML-G2" xml:lang="en">
      <itemMeta><itemClass qcode="ninat:picture"/>{PROVIDER}
        <versionCreated>{made}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
      <contentMeta><headline>The ferry</headline><creditline>{picture_credit}</creditline>
        <description role="drol:caption">The ferry on the bar at low water.</description>
        <description role="drol:altText">A white ship on sand.</description></contentMeta>
      <contentSet>
        <remoteContent rendition="rnd:highRes" href="{picture}" contenttype="image/jpeg"/></contentSet>
    </newsItem>"""
    items = text + (shown if picture else "")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>{made}</sent></header>
  <itemSet>{items}</itemSet></newsMessage>""".encode()
