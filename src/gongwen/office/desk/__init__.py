"""desk (案头): what the verbs of the office work with, and no verb itself.

Comes in: files of facts, templates, Documents, an archive's parts. Goes out:
Facts, Templates, printed and read-back files, an opened database, the
holdings of a fonds, an item's description. Refuses to decide anything about a
number or a paper: that is for the verbs one floor up.
"""
