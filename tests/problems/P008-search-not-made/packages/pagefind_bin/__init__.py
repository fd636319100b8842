"""Hides the package of that name."""
