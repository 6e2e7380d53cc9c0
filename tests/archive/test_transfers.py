"""A transfer package is checked by what is in it, whoever hands it over."""

from __future__ import annotations

from pathlib import Path

from gongwen.archive.transfers import check_package
from gongwen.model.arrangement import ReferenceCode
from gongwen.model.transfer import CATALOGUE_FILE, Entry, catalogue_xml, record_folder

CODE = "Z109-WS·2015-Y-0001"
ITEM = "2015-6c1e8f00-0003"


def test_a_bag_of_another_item_is_told_even_where_its_id_begins_alike(tmp_path: Path) -> None:
    place = record_folder(ReferenceCode.parse(CODE))
    entry = Entry(1, CODE, ("市办",), "通知", "20150623", "", place)
    for bag in (ITEM, f"{ITEM}.001", f"{ITEM}1.001"):
        (tmp_path / place / bag).mkdir(parents=True)
    (tmp_path / CATALOGUE_FILE).write_bytes(catalogue_xml([entry]))
    foreign = [one for one in check_package(tmp_path).findings if one.sentence == "不属于这一件"]
    assert [one.place for one in foreign] == [f"{CODE}/{ITEM}1.001"]
