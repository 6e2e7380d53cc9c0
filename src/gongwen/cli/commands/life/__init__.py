"""The verbs of a paper's life: signing, numbering, printing, releasing, referring; drafts and people."""
