"""Shapes: text boxes, rules and empty rooms anchored at a place of the page, as DrawingML.

Comes in: a name, a place in pt, content as XML. Goes out: a run with the
anchored shape. Owns how Word is told where a shape stands and that text keeps
clear of it. Refuses to know what is in a box.
"""

from gongwen.render.word.shapes.anchors import Place, room, rule, text_box, turned_box

__all__ = ["Place", "room", "rule", "text_box", "turned_box"]
