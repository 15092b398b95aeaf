"""Drafts the folder of a new council from its packs, and says what is still open in one."""
