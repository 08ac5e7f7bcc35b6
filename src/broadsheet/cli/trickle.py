"""Drops the demonstration's running story into the inbox, take by take, while the demo runs. No Django here."""

import re
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

SAMPLE = Path(__file__).parents[1] / "sample"
PLACEHOLDER = re.compile(r"\{\{now(?:([+-])(\d+)([mhd]))?(?:\|(basic|year))?\}\}")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
FORMS = {"basic": "%Y%m%dT%H%M%SZ", "year": "%Y"}


def filled(text: str, now: datetime) -> str:
    """``text`` with each placeholder (sample/README.md) replaced by its time, in UTC to the second."""

    def one(match: re.Match[str]) -> str:
        sign, amount, unit, form = match.groups()
        span = timedelta(**{UNITS[unit]: int(amount)}) if unit else timedelta()
        moment = now - span if sign == "-" else now + span
        return moment.strftime(FORMS.get(form or "", "%Y-%m-%dT%H:%M:%SZ"))

    return PLACEHOLDER.sub(one, text)


def start_trickle(inbox: Path, stopping: threading.Event) -> None:
    """Drop what ``running.yaml`` lists, each file after its delay and once for a demonstration's state."""
    threading.Thread(target=_run, args=(inbox, stopping), name="trickle", daemon=True).start()


def _run(inbox: Path, stopping: threading.Event) -> None:
    began = time.monotonic()
    kept = inbox.parent / "dropped"
    dropped = kept.read_text(encoding="utf-8").split() if kept.exists() else []
    plan = yaml.safe_load((SAMPLE / "running" / "running.yaml").read_text(encoding="utf-8"))
    for drop in plan["drops"]:
        if drop["file"] in dropped:
            continue
        if stopping.wait(max(0.0, drop["after"] - (time.monotonic() - began))):
            return
        _drop(inbox / drop["folder"], drop["file"], drop.get("pictures", []))
        dropped.append(drop["file"])
        kept.write_text("\n".join(dropped), encoding="utf-8")


def _drop(folder: Path, name: str, pictures: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        shutil.copyfile(SAMPLE / "pictures" / picture, folder / picture)
    text = filled((SAMPLE / "running" / name).read_text(encoding="utf-8"), datetime.now(UTC))
    unfinished = folder / f".{name}.part"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.rename(folder / name)
