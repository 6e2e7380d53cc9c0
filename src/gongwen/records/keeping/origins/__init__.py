"""来历: what an item that came in comes from, and which earlier one it is the later version of.

Comes in: pairs of (relation, other item) with the act that receives the item.
Goes out: the origins of an item, and what has it as its origin. Owns the two
relations `WITHIN` (来自) and `LATER` (接).
"""
