"""Runs with an anchored shape; only what Word 2010 and later know is written (wps)."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.render.word.xml import NAMESPACES, emu, w

_NO_RULE = "<a:ln><a:noFill/></a:ln>"
_NO_ROOM = 'rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" anchorCtr="0"'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape stands, in pt from the corner of `frame`: margin (the type area) or page."""

    x: float
    y: float
    width: float
    height: float
    frame: str = "margin"


def text_box(name: str, number: int, place: Place, content: str, *, clear: bool = True) -> str:
    """Return a box as high as its `content`; with `clear` text stands above and below it only."""
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/>{_outline(place, "<a:noFill/>")}'
        f"<wps:txbx>{w('txbxContent', content)}</wps:txbx>"
        f"<wps:bodyPr {_NO_ROOM}><a:spAutoFit/></wps:bodyPr></wps:wsp>"
    )
    return _anchored(name, number, place, shape, "wrapTopAndBottom" if clear else "wrapNone")


def turned_box(name: str, number: int, place: Place, content: str) -> str:
    """Return a box of a fixed size whose lines run downwards, the first at its right."""
    upright = _NO_ROOM.replace('vert="horz"', 'vert="vert"')
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/>{_outline(place, "<a:noFill/>")}'
        f"<wps:txbx>{w('txbxContent', content)}</wps:txbx><wps:bodyPr {upright}><a:noAutofit/></wps:bodyPr>"
        "</wps:wsp>"
    )
    return _anchored(name, number, place, shape, "wrapNone")


def rule(name: str, number: int, place: Place, colour: str) -> str:
    """Return a filled bar; `colour` is RRGGBB."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    shape = f"<wps:wsp><wps:cNvSpPr/>{_outline(place, fill)}<wps:bodyPr/></wps:wsp>"
    return _anchored(name, number, place, shape, "wrapNone")


def room(name: str, number: int, place: Place) -> str:
    """Return an empty shape, neither filled nor outlined, that text stands above and below only."""
    shape = f"<wps:wsp><wps:cNvSpPr/>{_outline(place, '<a:noFill/>')}<wps:bodyPr/></wps:wsp>"
    return _anchored(name, number, place, shape, "wrapTopAndBottom")


def _outline(place: Place, fill: str) -> str:
    size = f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/>'
    return (
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{_NO_RULE}</wps:spPr>'
    )


def _anchored(name: str, number: int, place: Place, shape: str, wrap: str) -> str:
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{place.frame}"><wp:posOffset>{emu(place.x)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{place.frame}"><wp:posOffset>{emu(place.y)}'
        f'</wp:posOffset></wp:positionV><wp:extent cx="{emu(place.width)}" cy="{emu(place.height)}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>'
        f'<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["wps"]}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    choice = f'<mc:Choice Requires="wps">{w("drawing", anchor)}</mc:Choice>'
    return w("r", f"<mc:AlternateContent>{choice}</mc:AlternateContent>")
