"""What makes setting a page cheaper and leaves every page as it is.

Measured on a paper of eight pages: WeasyPrint computes the style of an
element anew for each `style` attribute, and shares it between elements of the
same classes; it packs every stream twice when a file has an identifier; and
the collector of cycles, called while thousands of boxes live, frees nothing.
"""

from __future__ import annotations

import gc
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_STYLED = re.compile(r' class="([^"]*)" style="([^"]*)"|(?<= )style="([^"]*)"')
_LEVEL = 6


def share_styles(html: str) -> tuple[str, str]:
    """Return `html` with a class for each different `style` attribute, and the rules of these classes.

    A rule names its class four times, so that it outweighs the frame's own
    rules as the attribute did.
    """
    classes: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        own, *styles = found.groups()
        style = next(text for text in styles if text is not None)
        name = classes.setdefault(style, f"gw{len(classes)}")
        return f' class="{own} {name}"' if own is not None else f'class="{name}"'

    shared = _STYLED.sub(named, html)
    return shared, "\n".join(f"{f'.{name}' * 4} {{ {style} }}" for style, name in classes.items())


def pack(pdf: Any) -> None:
    """Compress every stream of a pydyf `pdf` once, where writing it with its digest would do so twice."""
    for one in pdf.objects:
        if getattr(one, "compress", False):
            one.compress = False
            raw = one.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            one.stream = [zlib.compress(raw, _LEVEL)]
            one.extra["Filter"] = "/FlateDecode"


@contextmanager
def without_collector() -> Iterator[None]:
    """Put off the collection of cycles while pages are set."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
