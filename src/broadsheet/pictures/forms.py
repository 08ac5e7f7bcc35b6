"""The upload form of Wagtail's picture library, with our checks in front of Wagtail's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from broadsheet.pictures import services
from broadsheet.pictures.engine.imaging import MAX_BYTES, Sheet, inspect
from broadsheet.pictures.errors import PictureRefused
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import may_print


class CheckedPictureField(WagtailImageField):
    """Refuses what is not a sound still picture before anything decodes it in full."""

    sheet: Sheet | None = None

    def to_python(self, data: Any) -> Any:
        """The uploaded file, its name cleaned; a refusal is this field's error."""
        if data in self.empty_values:
            return super().to_python(data)
        if data.size > MAX_BYTES:
            raise ValidationError(_("The picture is larger than 30 MB."), code="pictures.too_large")
        data.seek(0)
        raw = data.read()
        data.seek(0)
        try:
            self.sheet = inspect(raw)
        except PictureRefused as refusal:
            raise ValidationError(_(refusal.message), code=refusal.code) from refusal
        data.name = services.file_name(data.name, self.sheet)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Wagtail's image form: checked upload, lines prefilled from the file, a second copy refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = CheckedPictureField(
                label=plain.label, required=plain.required, widget=plain.widget, initial=plain.initial
            )
        if "description" in self.fields:
            self.fields["description"].label = _("Alt text")
            self.fields["description"].help_text = _(
                "What a reader who cannot see the picture needs to know."
            )
        self._say_why_not()

    def _say_why_not(self) -> None:
        """Show beside the credit what keeps a picture of the library from being published."""
        if self.instance.pk and "credit" in self.fields:
            reasons = " ".join(_(reason) for reason in may_print(self.instance))
            if reasons:
                self.fields["credit"].help_text = _("Not to be published yet: %(reasons)s") % {
                    "reasons": reasons
                }

    def clean_file(self) -> Any:
        """Refuse a file whose bytes the library has already."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        twin = Picture.objects.filter(sha256=services.fingerprint(file)).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(
                _("This picture is in the library already, as “%(title)s”.") % {"title": twin.title},
                code="pictures.known",
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Fill what was left empty with what the file says of itself."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        field = self.fields.get("file")
        sheet = field.sheet if isinstance(field, CheckedPictureField) else None
        if sheet is None or "file" in self.errors:
            return cleaned
        self.instance.taken_at = sheet.details.taken_at
        for name, line in services.fitted(services.said(sheet)).items():
            if name in self.fields and not cleaned.get(name):
                cleaned[name] = line
        return cleaned

    def save(self, commit: bool = True) -> Picture:  # noqa: FBT001, FBT002  (Django's signature)
        """Save, and carry the change to every page that shows the picture."""
        picture: Picture = super().save(commit=commit)
        if commit:
            services.reprint(picture=picture)
        return picture

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            "caption": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 2}),
        }
