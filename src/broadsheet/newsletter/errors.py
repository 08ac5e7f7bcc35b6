"""Refusals of the newsletter room."""

from broadsheet.kit.errors import BroadsheetError


class NoSuchSubscription(BroadsheetError):  # noqa: N818
    """A link that no subscription knows: cut short, or of an address that was forgotten."""

    code = "newsletter.no_such_subscription"
    status = 404


class LinkTooOld(BroadsheetError):  # noqa: N818
    """A confirmation link is good for a week."""

    code = "newsletter.link_too_old"
    status = 410


class NoSuchEdition(BroadsheetError):  # noqa: N818
    """No edition of that day has been made."""

    code = "newsletter.no_such_edition"
    status = 404


class EditionLocked(BroadsheetError):  # noqa: N818
    """The edition has gone too far for what was asked."""

    code = "newsletter.edition_locked"
    status = 409


class AudienceMiscounted(BroadsheetError):  # noqa: N818
    """The rows written for an audience are not the audience that was counted; nothing was kept."""

    code = "newsletter.audience_miscounted"
    status = 500
