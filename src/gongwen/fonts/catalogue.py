"""The ordered list of faces for each role: licensed names, free stand-ins, rare characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongwen.model.typefaces import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A face that may serve a role.

    `names` are the family, full or PostScript names it goes by; `files` the
    file names it usually has, for folders that fontconfig does not see;
    `package` the Debian package that brings it ("" for licensed faces).
    """

    names: tuple[str, ...]
    files: tuple[str, ...]
    package: str = ""

    @property
    def licensed(self) -> bool:
        """Return whether this is a face the standard's readers mean, not a stand-in."""
        return not self.package


_FANDOL = "texlive-lang-chinese"
_NOTO = "fonts-noto-cjk"
_WENKAI = "fonts-lxgw-wenkai"


def _fandol(name: str) -> Candidate:
    return Candidate((name,), (f"{name}.otf",), _FANDOL)


def _noto(name: str, file: str) -> Candidate:
    return Candidate((name,), (file,), _NOTO)


_SERIF = _noto("NotoSerifCJKsc-Regular", "NotoSerifCJK-Regular.ttc")
_SERIF_BOLD = _noto("NotoSerifCJKsc-Bold", "NotoSerifCJK-Bold.ttc")
_SANS = _noto("NotoSansCJKsc-Regular", "NotoSansCJK-Regular.ttc")
_KAI = Candidate(("LXGWWenKai-Regular",), ("LXGWWenKai-Regular.ttf",), _WENKAI)

CATALOGUE: Mapping[Role, tuple[Candidate, ...]] = {
    Role.FANGSONG: (
        Candidate(("仿宋_GB2312", "FangSong_GB2312"), ("simfang_gb2312.ttf", "仿宋_GB2312.ttf")),
        Candidate(("仿宋", "FangSong"), ("simfang.ttf", "仿宋.ttf")),
        _fandol("FandolFang-Regular"),
        _SERIF,
        _KAI,
    ),
    Role.XIAOBIAOSONG: (
        Candidate(("方正小标宋简体", "FZXiaoBiaoSong-B05S"), ("FZXBSJW.TTF", "方正小标宋简体.ttf")),
        Candidate(("方正小标宋_GBK", "FZXiaoBiaoSong-B05"), ("FZXBSK.TTF", "方正小标宋_GBK.ttf")),
        _fandol("FandolSong-Bold"),
        _SERIF_BOLD,
        _SERIF,
        _KAI,
    ),
    Role.HEI: (
        Candidate(("黑体", "SimHei"), ("simhei.ttf", "黑体.ttf")),
        _fandol("FandolHei-Regular"),
        _SANS,
        _SERIF,
        _KAI,
    ),
    Role.KAI: (
        Candidate(("楷体_GB2312", "KaiTi_GB2312"), ("simkai_gb2312.ttf", "楷体_GB2312.ttf")),
        Candidate(("楷体", "KaiTi"), ("simkai.ttf", "楷体.ttf")),
        _fandol("FandolKai-Regular"),
        _KAI,
        _SERIF,
    ),
    Role.SONG: (
        Candidate(("宋体", "SimSun"), ("simsun.ttc", "simsun.ttf", "宋体.ttf")),
        _fandol("FandolSong-Regular"),
        _SERIF,
        _KAI,
    ),
}


def licensed_names(role: Role) -> tuple[str, ...]:
    """Return every name of the licensed faces of `role`, best first."""
    return tuple(name for candidate in CATALOGUE[role] if candidate.licensed for name in candidate.names)
