"""Statistical rules over columns of numbers. They know nothing of councils, indicators or the data contract.

A rule that looks at one row is an expression (`intervals`, `comparison`); one that looks at a group of rows takes a
frame and gives it back with more columns, its rows in their order (`xmr`, `comparison`, `charts_of_proportions`); one
that sums a group up gives one row per group (`trend`, `revisions`, `comparison.neighbour_mean`). A NaN is a missing
number everywhere, and what cannot be said is null.
"""
