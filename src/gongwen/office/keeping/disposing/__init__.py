"""disposing (鉴定、销毁): what is due, what is held, and what two people together destroy.

Comes in: the units of a fonds, the day, the people of the office. Goes out: a
review (到期清单); a list (销毁清册) that is proposed, agreed by a second person,
carried out; the list itself as an item that is kept for ever. Refuses to
destroy what is not due, is held or was not agreed.
"""
