"""The table of docs/rules.md, from what the rules say of themselves.

python tools/rules_table.py            write it anew (a test says when it is stale)
python tools/rules_table.py --check    end with 1 if it is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tools.made_pages import put_between, write_or_check  # noqa: E402

PAGE = PROJECT / "docs" / "rules.md"
BEGIN, END = "<!-- rules: made by tools/rules_table.py -->\n", "<!-- rules: end -->\n"


def with_table(page: str) -> str:
    """``page`` with the table of today's rules between its two marks. Raises ValueError where it has no marks."""
    return put_between(page, BEGIN, END, table())


def table() -> str:
    """One row per rule, in the order in which the suite runs them."""
    from scorecard.validate.compare import find_rules
    from scorecard.validate.engine.suites import load_suites
    from scorecard.workspace import Workspace

    rules = {id: module.RULE for id, module in find_rules().items()}
    published = load_suites(Workspace().expectations, rules)[-1]
    rows = [
        f"| `{rule.id}` | {rule.title} | {rule.asks} | {_code(rule.needs)} | {rule.scope} | {rule.source} |"
        for rule in (rules[check] for check in published.checks)
    ]
    heads = ["rule", "what readers are told", "what it asks", "words of the registry", "looks at", "source"]
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows]) + "\n"


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


if __name__ == "__main__":
    sys.exit(write_or_check(__doc__, PAGE, with_table))
