"""Processes of ours beside this one: what several of them can do at once is shared out, on every platform.

Not forked: a fork after a polars query hangs, and Windows has none. Each is told its work by the name of a function.
"""
