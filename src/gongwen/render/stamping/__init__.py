"""套印: thousands of forms from one blank. Pure."""
