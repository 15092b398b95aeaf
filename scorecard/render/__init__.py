"""Notebooks become reports: plan, notebook, page."""
