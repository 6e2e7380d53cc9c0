"""Images of seals come from the office's own folder; a wrong one is refused in Chinese."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gongwen.errors import FactsError, StorageError
from gongwen.office.desk.seals import seal_images
from gongwen.office.wiring import Settings


def png(mode: str = "RGBA", size: tuple[int, int] = (40, 40)) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, (255, 0, 0, 0) if mode == "RGBA" else (255, 0, 0)).save(stream, "PNG")
    return stream.getvalue()


def test_an_organ_with_a_file_of_its_name_has_an_image_and_others_have_none(tmp_path: Path) -> None:
    (tmp_path / "绍兴市人民政府.png").write_bytes(png())
    images = seal_images(tmp_path)
    assert images("绍兴市人民政府") == png()
    assert images("绍兴市财政局") is None


def test_without_a_folder_every_place_stays_empty() -> None:
    assert seal_images(None)("绍兴市人民政府") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"JFIF", "不是完好的 PNG"),
        (png()[:60], "不是完好的 PNG"),
        (png("RGB"), "没有透明的底色"),
        (png(size=(4001, 10)), "太大"),
    ],
)
def test_an_image_that_would_hide_the_text_or_cannot_be_read_is_refused(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "绍兴市人民政府.png").write_bytes(data)
    with pytest.raises(FactsError, match=said):
        seal_images(tmp_path)("绍兴市人民政府")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有印章图样文件夹"):
        seal_images(tmp_path / "没有")


def test_the_folder_is_taken_from_the_environment(tmp_path: Path) -> None:
    assert Settings.of({"GONGWEN_SEALS": str(tmp_path)}).seals == tmp_path
    assert Settings.of({}).seals is None
