# gongwen：常用命令；make help 有说明
.DEFAULT_GOAL := help
.PHONY: help demo ocr test bench pictures frames prove prove-fresh lock reference standard clauses format
ARGS ?=

help:
	@cat setup/help.txt

demo:
	@setup/system run
	@setup/python run
	@.venv/bin/gongwen demo $(ARGS)

ocr:
	@setup/system run
	@setup/python ocr

test:
	@setup/check $(ARGS)

bench:
	@setup/system run test
	@setup/python bench
	@.venv/bin/python -m benchmarks.run $(ARGS)

pictures:
	@setup/system run test
	@setup/python test
	@.venv/bin/python docs/make_pictures.py $(ARGS)

frames:
	@setup/python run
	@.venv/bin/python setup/make-frames $(ARGS)

prove:
	@setup/system run test
	@setup/python test
	@setup/prove $(ARGS)

prove-fresh:
	@setup/prove-fresh $(ARGS)

lock:
	@setup/system run
	@setup/lock $(ARGS)

reference:
	@setup/python test
	@.venv/bin/python -m gongwen.cli.reference > docs/命令.md

standard:
	@setup/python test
	@.venv/bin/python docs/make_standard.py

clauses:
	@setup/system run test
	@setup/python test
	@.venv/bin/python -m docs.make_clauses

format:
	@setup/python test
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
