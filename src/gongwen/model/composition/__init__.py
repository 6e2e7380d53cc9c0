"""Composition (版式): styled blocks and measures, the same for every renderer.

All lengths are points (pt). x counts from the left edge of the type area
(版心), y from its top, unless a field says otherwise. Lines are broken here
once; a renderer that breaks its own (Word) is expected to break alike.
"""

from gongwen.model.composition.blocks import (
    Blank,
    Block,
    FormBlock,
    Line,
    SetCell,
    SetRow,
    TableBlock,
    TextBlock,
    unbroken,
)
from gongwen.model.composition.pages import (
    Clearance,
    Composition,
    MarkLine,
    PlacedRule,
    PlacedText,
    SetHeader,
    SetImprint,
    SetSection,
)
from gongwen.model.composition.seals import Adjustment, QrCode, Seal, SealBox, SealImages, no_images
from gongwen.model.composition.styling import GAP_PER_EM, PT_PER_MM, Align, Sheet, Style, gaps

__all__ = [
    "GAP_PER_EM",
    "PT_PER_MM",
    "Adjustment",
    "Align",
    "Blank",
    "Block",
    "Clearance",
    "Composition",
    "FormBlock",
    "Line",
    "MarkLine",
    "PlacedRule",
    "PlacedText",
    "QrCode",
    "Seal",
    "SealBox",
    "SealImages",
    "SetCell",
    "SetHeader",
    "SetImprint",
    "SetRow",
    "SetSection",
    "Sheet",
    "Style",
    "TableBlock",
    "TextBlock",
    "gaps",
    "no_images",
    "unbroken",
]
