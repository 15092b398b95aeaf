"""Why figures of tables of any layout are not read: the reasons that both readers of such tables give."""

from __future__ import annotations

TWO_COLUMNS = "two columns stand for the same thing, and nothing says what tells them apart"
NO_PERIOD = "the label of its row is no period that can be told"
PERCENT_OF_COUNT = "a percentage stands where a number is expected"
