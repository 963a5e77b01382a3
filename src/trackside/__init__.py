"""Trackside turns what is announced about a missile test into a checked, cited, mapped record."""

__version__ = "0.1.0"
