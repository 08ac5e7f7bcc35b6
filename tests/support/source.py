"""Where the house stands and what rooms it has."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "broadsheet"


def height(contracts: list[dict]) -> dict[str, int]:
    """Each room's floor, counted from the cellar, as the contract "floors" draws them."""
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {
        room.strip().strip("()"): floor
        for floor, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def floors() -> dict[str, int]:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        return height(tomllib.load(stream)["tool"]["importlinter"]["contracts"])


def points_up(here: str, there: str, floor: dict[str, int]) -> bool:
    """Tell whether room ``here`` may not lean on room ``there``: it is higher, or beside it."""
    return here != there and here in floor and there in floor and floor[there] >= floor[here]


def modules() -> list[Path]:
    """Every source file, without the migrations, which Django writes."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
