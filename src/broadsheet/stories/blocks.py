"""What a story's body is made of."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


class PictureBlock(blocks.StructBlock):
    """A picture inside the text."""

    picture = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, help_text="Empty: the picture's own caption.")

    class Meta:
        icon = "image"
        template = "stories/blocks/picture.html"


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the story set large."""

    text = blocks.TextBlock(max_length=400)
    speaker = blocks.CharBlock(required=False, max_length=120)

    class Meta:
        icon = "openquote"
        template = "stories/blocks/pull_quote.html"


class FactBoxBlock(blocks.StructBlock):
    """Facts beside the story, under a rule and a tint."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "list-ul"
        template = "stories/blocks/fact_box.html"


class TableBlock(blocks.StructBlock):
    """A table as it came from an agency; its markup is cleaned when it is saved and when it is shown."""

    html = blocks.TextBlock()

    class Meta:
        icon = "table"
        template = "stories/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a story."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    pull_quote = PullQuoteBlock()
    fact_box = FactBoxBlock()
    table = TableBlock()

    class Meta:
        required = False
