"""Typed settings from ``BROADSHEET_*`` variables, each with its help sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class MissingSetting(SystemExit):
    """Stops the start with the setting's name and its help sentence."""

    def __init__(self, name: str, why: str, help_: str) -> None:
        super().__init__(f"BROADSHEET_{name} {why}. {help_}")


@dataclass(frozen=True)
class Entry:
    """One setting as `broadsheet settings` prints it."""

    name: str
    value: object
    default: object
    help: str
    is_secret: bool = False


@dataclass
class Env:
    """Reads variables with the prefix ``BROADSHEET_``; an unset one takes its default or stops the start."""

    values: Mapping[str, str]
    entries: dict[str, Entry] = field(default_factory=dict)

    def text(self, name: str, default: str | None = None, *, help: str, is_secret: bool = False) -> str:  # noqa: A002
        """A text; without a default it must be set and not empty."""
        value = self.values.get(f"BROADSHEET_{name}", default)
        if value is None or (value == "" and default is None):
            raise MissingSetting(name, "is not set", help)
        self.entries[name] = Entry(name, value, default, help, is_secret)
        return value

    def number(self, name: str, default: int, *, help: str) -> int:  # noqa: A002
        """A whole number."""
        raw = self.values.get(f"BROADSHEET_{name}", str(default))
        try:
            value = int(raw)
        except ValueError:
            raise MissingSetting(name, f"is {raw!r}, not a whole number", help) from None
        self.entries[name] = Entry(name, value, default, help)
        return value

    def flag(self, name: str, *, default: bool = False, help: str) -> bool:  # noqa: A002
        """Yes or no: 1, true, yes, on / 0, false, no, off, empty."""
        raw = self.values.get(f"BROADSHEET_{name}", "1" if default else "0").strip().lower()
        if raw not in {"1", "true", "yes", "on", "0", "false", "no", "off", ""}:
            raise MissingSetting(name, f"is {raw!r}, neither yes nor no", help)
        value = raw in {"1", "true", "yes", "on"}
        self.entries[name] = Entry(name, value, default, help)
        return value

    def choice(self, name: str, default: str, options: tuple[str, ...], *, help: str) -> str:  # noqa: A002
        """One of ``options``."""
        value = self.text(name, default, help=help)
        if value not in options:
            raise MissingSetting(name, f"is {value!r}, not one of {', '.join(options)}", help)
        return value

    def words(self, name: str, default: str | None = None, *, help: str) -> list[str]:  # noqa: A002
        """Words parted by commas or spaces."""
        return self.text(name, default, help=help).replace(",", " ").split()

    def path(self, name: str, default: Path, *, help: str) -> Path:  # noqa: A002
        """A path; a relative one counts from the working directory."""
        value = Path(self.values.get(f"BROADSHEET_{name}", str(default))).expanduser().absolute()
        self.entries[name] = Entry(name, value, default, help)
        return value
