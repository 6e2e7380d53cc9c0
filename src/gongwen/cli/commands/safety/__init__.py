"""backup, restore and drill: copies of the whole archive."""
