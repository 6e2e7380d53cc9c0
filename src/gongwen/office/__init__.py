"""desk: one module per verb of office work, called by every door alike.

Comes in: words and values from a door (cli, later web). Goes out: papers,
numbers, items, findings. `wiring` is the only module that names concrete
parts; every other module receives them. Refuses to know click or HTTP.
"""
