from django.db import migrations

from broadsheet.stories import search_index


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_initial")]

    operations = [migrations.RunPython(search_index.create, search_index.drop)]
