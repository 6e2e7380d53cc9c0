"""What docs/make_clauses.py is made of: papers → files → readings → the tables of docs/条款对照.md.

`papers` sets every paper of examples/条款/清单.toml, `occasions` says which
clauses apply to it, `readings` holds both against what `gongwen check`
reads, `comparing` holds PDF against DOCX, `tables` writes Markdown.
"""
