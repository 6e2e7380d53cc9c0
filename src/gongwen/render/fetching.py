"""What a page frame may refer to: faces, and pictures that the setter has an answer for; nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from gongwen.model.typefaces import Role, Typefaces
from gongwen.render.programs import in_em_box

Answer = Callable[[str], tuple[bytes, str] | None]
"""Given what is asked for, the bytes of a picture and its type; None when there is none."""


class OwnFetcher(URLFetcher):
    """Answers the address of a face, or of a picture named `scheme:what`, and refuses every other address."""

    def __init__(self, typefaces: Typefaces, pictures: Mapping[str, Answer] | None = None) -> None:
        super().__init__()
        self._pictures = pictures or {}
        self._faces = {face.url + f"#{face.index}": face for face in typefaces.faces()}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the font program or the picture at `url`; ValueError for any other address."""
        scheme, _, what = url.partition(":")
        found = self._pictures[scheme](unquote(what)) if scheme in self._pictures else None
        if found is not None:
            return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})
        if url not in self._faces:
            raise ValueError(f"页面框架引用了字体和图片以外的地址：{url}")
        return URLFetcherResponse(url, in_em_box(self._faces[url].program()))


def picture(scheme: str, what: str) -> str:
    """Return the address under which the answer of `scheme` is asked for `what`."""
    return f"{scheme}:{quote(what, safe='')}"


def families(typefaces: Typefaces) -> Mapping[str, str]:
    """Return the CSS font families of each role, by the role's Chinese name."""
    return {role.value: ", ".join(f'"{face.css_family}"' for face in typefaces.chart[role]) for role in Role}


def points(value: float) -> str:
    """Return a length in pt as CSS writes it."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + "pt"
