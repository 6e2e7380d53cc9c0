"""Make the tables of the search, and the FTS5 table beside them.

`content=''`: FTS5 keeps pairs only, the texts are in `Entry`. `columnsize=0`:
no lengths, since the order of hits does not come from word counts. `ascii`:
every character beyond ASCII belongs to a token, also those that SQLite's own
Unicode tables do not know yet.
"""

from django.db import migrations, models

_PAIRS = "CREATE VIRTUAL TABLE search_pairs USING fts5(pairs, content='', columnsize=0, tokenize='ascii')"


def _key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """First state of the search."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", _key()),
                ("item_id", models.CharField(max_length=200, unique=True)),
                ("title", models.TextField()),
                ("number", models.TextField()),
                ("organs", models.JSONField()),
                ("kind", models.TextField()),
                ("year", models.IntegerField(db_index=True)),
                ("date", models.DateField(db_index=True)),
                ("title_folded", models.TextField()),
                ("number_folded", models.TextField()),
                ("organs_folded", models.TextField()),
                ("kind_folded", models.TextField()),
                ("text_folded", models.TextField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[("id", _key()), ("digest", models.TextField())],
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[("id", _key()), ("entry_id", models.BigIntegerField())],
        ),
        migrations.RunSQL(_PAIRS, "DROP TABLE search_pairs"),
    ]
