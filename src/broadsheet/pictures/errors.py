"""Refusals of the picture desk.

PictureRefused
├── NotAPicture      the bytes are no picture of a kind that is printed here
├── BrokenPicture    the file ends early or its inside does not hold together
├── PictureTooLarge  too many bytes or too many pixels
└── MovingPicture    an animation
"""

from broadsheet.kit.errors import BroadsheetError


class PictureRefused(BroadsheetError):  # noqa: N818  (the house names refusals as news)
    """A file that is not taken in; the message says why, the facts say what was found."""

    code = "pictures.refused"


class NotAPicture(PictureRefused):
    code = "pictures.not_a_picture"


class BrokenPicture(PictureRefused):
    code = "pictures.broken"


class PictureTooLarge(PictureRefused):
    code = "pictures.too_large"
    status = 413


class MovingPicture(PictureRefused):
    code = "pictures.moving"
