"""Exactness (一字不差): the issued paper says what the seed says, character by character.

`expected` makes the text from the seed file, `readers` read a PDF or a DOCX
back, `comparing` says where two texts differ, `claims` puts the three together.
Nothing here imports gongwen or looks at a template.
"""
