"""Secrets that are planted in every field about a child, and whoever may not read them."""
