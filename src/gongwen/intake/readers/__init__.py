"""Readers (读取): one module for each family of forms; they run in the worker, within its limits.

Comes in: the bytes of a file of a known form, and the limits. Goes out: an
`Extract`: paragraphs or laid-out pages, members, and the pages that are
pictures and need OCR. Raises `Unreadable`; any other exception means a
damaged file and is turned into one by the worker. Heavy libraries are
imported inside the functions that need them.
"""
