"""The page table in full: every page, as everybody, in every relation to the record, both ways."""
