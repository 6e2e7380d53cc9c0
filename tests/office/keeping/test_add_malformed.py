"""Broken and hostile files through the door: each an item with its reason, or in quarantine with it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from gongwen.intake import read
from gongwen.office import archive
from gongwen.office.keeping.adding import Fate, Wishes, add
from tests.intake.malformed import attacks, broken
from tests.office.archives import holdings_of
from tests.office.keeping.taking import came, found, parts_in
from tests.proving import PROVING, figure

COUNT = 40 if PROVING else 2


def test_every_attack_lies_in_quarantine_with_its_reason_and_nowhere_else(root: Path, tmp_path: Path) -> None:
    paths = [came(tmp_path / "in", name, content) for name, content in attacks().items()]
    before = sorted(path for path in tmp_path.rglob("*") if root not in path.parents)
    parts = replace(parts_in(root), read=partial(read, ocr=False))
    outcomes = list(add(parts, paths, Wishes()))
    assert {one.name: one.fate for one in outcomes if one.fate is not Fate.ASIDE} == {}
    for path in paths:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert (root / "quarantine" / "own" / f"{digest}.bin").read_bytes() == path.read_bytes()
        assert json.loads((root / "quarantine" / "own" / f"{digest}.json").read_text())["reason"]
    assert holdings_of(root).store.ids() == ()
    assert sorted(path for path in tmp_path.rglob("*") if root not in path.parents) == before
    assert archive.verify(holdings_of(root)).findings == ()


def test_every_broken_file_is_an_item_or_in_quarantine_byte_for_byte(root: Path, tmp_path: Path) -> None:
    files = {one.name: one.content for one in broken(COUNT) if one.kind != "attack"}
    paths = [came(tmp_path / "in", name, content) for name, content in files.items()]
    parts = replace(parts_in(root), read=partial(read, ocr=False))
    outcomes = {one.name: one for one in add(parts, paths, Wishes()) if " › " not in one.name}
    store, fates = holdings_of(root).store, Counter(one.fate for one in outcomes.values())
    for name, content in files.items():
        one = outcomes[name]
        if one.kept:
            (original,) = [file for file in store.get(one.item_id).names if file.startswith("original.")]
            assert store.read(one.item_id, original) == content, name
            assert one.item_id in found(f'"{name}"'), name
        else:
            assert one.fate is Fate.ASIDE, (name, one)
            digest = hashlib.sha256(content).hexdigest()
            assert (root / "quarantine" / "own" / f"{digest}.bin").read_bytes() == content, name
    assert archive.verify(holdings_of(root)).findings == ()
    figure(f"broken files taken in: {fates[Fate.KEPT]} kept as items, {fates[Fate.ASIDE]} in quarantine")
