"""Search at scale, beside named rivals in the same run: `python -m benchmarks.search --help`."""
