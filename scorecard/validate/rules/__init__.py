"""Rules about published figures: one module each, frames in and comparisons out. Every module here is a rule.

Every rule has ``RULE`` and ``compare(tables, registry)`` (see `scorecard.validate.rules.shared.agreement`) and is found
by it. What adds up, what is a share of what and what good looks like comes from the registry; no rule knows a document
or an indicator by name.
"""
