"""rebuilding (重建): the database made anew from the items and the copies of the chains alone.

Comes in: an archive whose database is gone or damaged, or a place for a new
one. Goes out: a database that gives the same answers, and a report of what
the copies do not tell (drafts' texts, the lists, saved searches: those come
from a backup). Never replaces a database that is whole.
"""
