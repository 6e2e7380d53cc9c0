"""引用: which papers an item cites, and which items cite it; made with the index, so not in the chain."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from gongwen.records.keeping.basis import Basis
from gongwen.records.keeping.models import Citation
from gongwen.records.keeping.values import Cited
from gongwen.records.transactions import database_errors, writing


class Linking(Basis):
    """The citations of the items of one fonds."""

    def cite(self, item_id: str, cited: Iterable[Cited]) -> None:
        """Put down what an item cites, in order, in place of what was known before."""
        with writing():
            Citation.objects.filter(item_id=item_id).delete()
            Citation.objects.bulk_create(
                Citation(
                    item_id=item_id, ordinal=n, number=one.number, title=one.title, relation=one.relation
                )
                for n, one in enumerate(cited)
            )

    @database_errors()
    def cited_by(self, item_id: str) -> tuple[Cited, ...]:
        """Return the papers that an item cites, in the order of its text."""
        rows = Citation.objects.filter(item_id=item_id).order_by("ordinal")
        return tuple(Cited(row.number, row.title, row.relation) for row in rows)

    @database_errors()
    def citing(self, number: str, titles: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return (item id, relation) for every item of any fonds that cites this number or one of the titles.

        A citation that has a number is of the paper of that number, whatever title it gives. An
        item that cites the paper several times is told once for each relation.
        """
        wanted = Q(number="", title__in=[title for title in titles if title])
        if number:
            wanted |= Q(number=number)
        rows = Citation.objects.filter(wanted).order_by("item_id", "ordinal")
        return tuple(dict.fromkeys(rows.values_list("item_id", "relation")))
