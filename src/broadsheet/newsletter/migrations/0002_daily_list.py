"""The daily list, which every paper has."""

from django.db import migrations


def found_daily(apps, schema_editor):
    apps.get_model("newsletter", "MailingList").objects.get_or_create(
        slug="daily", defaults={"name": "Daily letter", "description": "Top stories and blog posts, each day."}
    )


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0001_initial")]
    operations = [migrations.RunPython(found_daily, migrations.RunPython.noop)]
