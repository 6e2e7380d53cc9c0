"""keeping (归档): what the archive does with its items, whether issued here or come in.

An item (件) of either origin is a `Piece`; what is added to one later is a
further bag beside it, entered in the chain of the archive's acts.
"""
