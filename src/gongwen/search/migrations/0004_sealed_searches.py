"""Give every saved search the digest of what it says, so that a changed one is found."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from gongwen.search.saved import seal_of


def _seal(apps: Any, editor: Any) -> None:
    """Seal the searches that are there."""
    for row in apps.get_model("search", "SavedSearch").objects.all():
        row.seal = seal_of(row)
        row.save()


class Migration(migrations.Migration):
    """Saved searches have a seal."""

    dependencies = [("search", "0003_places")]
    operations = [
        migrations.AddField(
            model_name="savedsearch", name="seal", field=models.CharField(default="", max_length=64)
        ),
        migrations.RunPython(_seal, migrations.RunPython.noop),
    ]
