"""Rules about published figures: one module each, frames in and comparisons out.

Every rule has ``RULE`` and ``compare(tables, registry)`` (see `scorecard.validate.rules.agreement`). What adds up, what
is a share of what and what good looks like comes from the registry; no rule knows a document or an indicator by name.
"""
