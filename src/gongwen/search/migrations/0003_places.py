"""Give every paper a place that grows with its date, and the FTS5 table a column for each of its texts.

In the order of its row ids FTS5 then hands out the newest papers first. A
second FTS5 table has the titles and numbers alone: a word that stands all over
the texts is rare there. The cuts of a long text lead from a place in its
normalised form to the one in the text.

`content=''`: FTS5 keeps pairs only, the texts are in `Entry`. `columnsize=0`:
no lengths, since the order of hits does not come from word counts. `ascii`:
every character beyond ASCII belongs to a token, also those that SQLite's own
Unicode tables do not know yet.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import migrations, models

from gongwen.search.normalise import fold_cut
from gongwen.search.pairs import fts5_tokens

_BEFORE = "CREATE VIRTUAL TABLE search_pairs USING fts5(pairs, content='', columnsize=0, tokenize='ascii')"
_PAIRS = """
CREATE VIRTUAL TABLE search_pairs
USING fts5(title, number, organs, text, content='', columnsize=0, tokenize='ascii')
"""
_HEADS = """
CREATE VIRTUAL TABLE search_heads USING fts5(title, number, content='', columnsize=0, tokenize='ascii')
"""
_INSERT_PAIRS = "INSERT INTO search_pairs(rowid, title, number, organs, text) VALUES (%s, %s, %s, %s, %s)"
_INSERT_HEADS = "INSERT INTO search_heads(rowid, title, number) VALUES (%s, %s, %s)"
_SPACING = 1 << 20


def _place(apps: Any, editor: Any) -> None:
    """Give places to the papers that are there, and cuts to their texts."""
    table = apps.get_model("search", "Entry")
    taken = Counter[int]()
    for key, date in table.objects.order_by("pk").values_list("pk", "date"):
        day, row = date.toordinal(), table.objects.filter(pk=key)
        _, cuts = fold_cut(row.values_list("text", flat=True).get())
        row.update(place=day * _SPACING + taken[day], cuts=cuts)
        taken[day] += 1


def _fill(apps: Any, editor: Any) -> None:
    """Give the pairs of the papers that are there to FTS5."""
    texts = ("title_folded", "number_folded", "organs_folded", "text_folded")
    rows = apps.get_model("search", "Entry").objects.order_by("place").values_list("place", *texts)
    with editor.connection.cursor() as cursor:
        for place, *folded in rows.iterator(chunk_size=200):
            title, number, *others = map(fts5_tokens, folded)
            cursor.execute(_INSERT_PAIRS, [place, title, number, *others])
            cursor.execute(_INSERT_HEADS, [place, title, number])


class Migration(migrations.Migration):
    """Hits in the order of their dates, found by column."""

    dependencies = [("search", "0002_saved_searches")]
    operations = [
        migrations.AddField(
            model_name="entry", name="place", field=models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            model_name="entry", name="cuts", field=models.JSONField(default=list), preserve_default=False
        ),
        migrations.RunPython(_place, migrations.RunPython.noop),
        migrations.AlterField(model_name="entry", name="place", field=models.BigIntegerField(unique=True)),
        migrations.RunSQL("DROP TABLE search_pairs", _BEFORE),
        migrations.RunSQL(_PAIRS, "DROP TABLE search_pairs"),
        migrations.RunSQL(_HEADS, "DROP TABLE search_heads"),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]
