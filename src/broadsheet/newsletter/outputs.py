"""The public outputs of this room."""

from broadsheet.newsletter.selectors.editions import editions
from broadsheet.web.outputs import register_output


def register() -> None:
    """Add the editions and the sign-up pages to the paper's list."""
    register_output("edition", routes=["newsletter:edition", "newsletter:editions"], addresses=_editions,
                    is_stored=False)  # fmt: skip
    register_output(
        "newsletter", addresses=lambda: ["/newsletter/"], is_stored=False,
        routes=[f"newsletter:{name}" for name in ("form", "subscribe", "asked", "confirm", "preferences",
                                                  "unsubscribe")],
    )  # fmt: skip


def _editions() -> list[str]:
    return ["/newsletter/editions/", *(row.url for row in editions())]
