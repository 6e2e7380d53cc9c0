"""Drafting: facts and a template become a Document, or a list of what is wrong."""
