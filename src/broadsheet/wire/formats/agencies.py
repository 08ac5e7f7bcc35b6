"""What is peculiar to single agencies, as data; the parsers themselves know none of them."""

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency's habits.

    ``names`` are how it calls itself, folded by ``fold``; ``zone`` is that of its stamps without offset;
    ``home`` is the city of a dateline that names none.
    """

    names: tuple[str, ...]
    zone: tzinfo = UTC
    home: str = ""
    located_is_desk: bool = False
    empty_embargo_is_none: bool = False


# Where agencies live whose stamps may come without an offset; those of AFP, AP and TASS are UTC.
ZONES = """
    Africa/Johannesburg: sapa
    America/Toronto: cp, thecanadianpress, lapressecanadienne
    Asia/Kolkata: pti, presstrustofindia, ians
    Asia/Seoul: yonhap, yonhapnewsagency
    Asia/Shanghai: xinhua, xinhuanewsagency
    Asia/Tokyo: kyodo, kyodonews, jiji, jijipress
    Australia/Sydney: aap, aapmedianet, australianassociatedpress, bureauofmeteorology,
        australiangovernmentbureauofmeteorology
    Europe/Amsterdam: anp, algemeennederlandspersbureau
    Europe/Athens: anampe, ana
    Europe/Berlin: dpa, deutschepresseagenturgmbh, deutschepresseagentur, sid, epd, kna
    Europe/Brussels: belga, agencebelga
    Europe/Copenhagen: ritzau
    Europe/Helsinki: stt, sttlehtikuva
    Europe/Lisbon: lusa
    Europe/London: pa, pressassociation, pamedia, pasport
    Europe/Madrid: efe, agenciaefe, europapress
    Europe/Oslo: ntb, ntbinfo, ntbkommunikasjon
    Europe/Prague: ctk
    Europe/Rome: ansa, ansait
    Europe/Stockholm: tt, ttnyhetsbyran
    Europe/Vienna: apa, apaaustriapresseagentur
    Europe/Warsaw: pap
    Europe/Zurich: ats, sda, sdaats, keystonesda
"""
UNKNOWN = Agency(names=())
AGENCIES = (
    Agency(names=("reuters", "reuterscom", "thomsonreuters"), located_is_desk=True),
    Agency(
        names=("businessdesk", "scoop"),
        zone=ZoneInfo("Pacific/Auckland"),
        home="Wellington",
        empty_embargo_is_none=True,
    ),
    *(
        Agency(names=tuple(name.strip() for name in names.split(",")), zone=ZoneInfo(zone))
        for zone, _, names in (
            line.partition(": ") for line in ZONES.replace(",\n        ", ", ").strip().split("\n    ")
        )
    ),
)

# Who signs datelines: short names, folded. Anybody else's dateline must show itself by capitals or a date.
SIGNING = """
    aa aap afp afx agerpres ana anampe anp ansa ansamed ap apa apmedianet ats belga bernama bns bta
    businesswire cna cp cpa ctk dpa dpaafx dpainfocom dpatmn efe ekipress europapress fena
    globenewswire gracenote hina ians infobae interfax irna itartass jiji keystonesda kna kyodo
    lapresse lapressecanadienne lusa mena mti mtva newscom notimex ntb ntbtmf opta pa pap petra
    prensalatina presna pressassociation prnewswire pti reuters ria ritzau rtr sana sapa sda sid stt
    sttlehtikuva tanjug tass telam thecanadianpress tt ukrinform upi wam wenn xinhua yonhap zenit
"""
SIGNATURES = frozenset(SIGNING.split())


def fold(name: str) -> str:
    """A name in lower-case letters and digits only."""
    return re.sub(r"[\W_]+", "", name.casefold())


def agency(*names: str) -> Agency:
    """The first known agency among these names."""
    folded = [fold(name) for name in names if name]
    for known in AGENCIES:
        if any(name in known.names for name in folded):
            return known
    return UNKNOWN


def signs(name: str, credited: tuple[str, ...]) -> bool:
    """Whether this names an agency: a known one (dpa/lni is dpa), or one that the item itself credits."""
    heads = {fold(name), fold(name.partition("/")[0])}
    if heads & SIGNATURES:
        return True
    return any(len(head) > 1 and head in fold(credit) for head in heads for credit in credited if credit)
