"""追加 and 放置: what is added beside an item later, and where its paper lies."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.records.keeping.basis import Basis, Projection, nothing
from gongwen.records.keeping.models import Further, Place
from gongwen.records.keeping.values import FurtherRecord, PlaceRecord, Told
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors

APPENDED, PLACED, CHECKED = "appended", "placed", "checked"


class Appending(Basis):
    """What is added beside the items of one fonds, whether issued here or come in."""

    def append(self, further: FurtherRecord) -> None:
        """Enter a further bag that lies in its place already."""
        details = {
            "bag": further.bag_id,
            "digest": further.digest,
            "purpose": further.purpose,
            "names": dict(further.names),
        }
        self._act(APPENDED, further.item_id, details, project_appended)

    def put_in_place(self, item_id: str, place: PlaceRecord) -> None:
        """Enter where the paper of an item lies from now on."""
        self._act(PLACED, item_id, {"cabinet": place.cabinet, "box": place.box}, project_placed)

    def checked(self, subject: str, details: Mapping[str, object]) -> None:
        """Enter that something was checked, and with what result."""
        self._act(CHECKED, subject, details, nothing)

    @database_errors()
    def further(self, item_id: str = "") -> tuple[FurtherRecord, ...]:
        """Return the further bags of an item, or of all items, by bag id."""
        rows = Further.objects.filter(fonds__code=self.fonds)
        if item_id:
            rows = rows.filter(item_id=item_id)
        return tuple(
            FurtherRecord(row.item_id, row.bag_id, row.digest, row.purpose, dict(row.names))
            for row in rows.order_by("bag_id")
        )

    @database_errors()
    def place_of(self, item_id: str) -> PlaceRecord | None:
        """Return where the paper of an item lies, None where nobody said."""
        row = Place.objects.filter(item_id=item_id).first()
        return PlaceRecord(row.cabinet, row.box) if row else None


def project_appended(fonds: Fonds, told: Told) -> None:
    """Enter the further bag."""
    said = told.details
    Further.objects.create(
        fonds=fonds,
        item_id=told.subject,
        bag_id=said["bag"],
        digest=said["digest"],
        purpose=said["purpose"],
        names=sorted(said["names"].items()),
    )


def project_placed(fonds: Fonds, told: Told) -> None:
    """Enter the place, in place of the one before."""
    said = told.details
    Place.objects.update_or_create(
        item_id=told.subject, defaults={"cabinet": said["cabinet"], "box": said["box"]}
    )


PROJECTIONS: Mapping[str, Projection] = {
    APPENDED: project_appended,
    PLACED: project_placed,
    CHECKED: nothing,
}
