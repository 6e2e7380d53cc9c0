"""One module for each command: it reads the words, calls the office once, writes the answer.

Each module has a `command`; it is imported only when that command is called.
"""
