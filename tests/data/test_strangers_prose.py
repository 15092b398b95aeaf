"""Sentences of strangers' packs through the whole way of the data: what ``claims`` makes of their kinds.

The texts are ours; a figure is written as ``published | relation | indicator | area | period``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.one_pack import read_text

KINDS = {
    "a figure above an average is ours, one with the name of a comparator behind it is the comparator's": (
        "November 2021",
        "Initial child protection conferences in 15 days remained above the England average at 91%.\n\n"
        "Primary attendance was 95.1% compared to 94.6% nationally and secondary attendance 92.7% against 92.0% "
        "nationally.",
        [
            "91% | value | icpc_in_15_days_percent | Rotherham | -",
            "95.1% | value | attendance_primary_percent | Rotherham | -",
            "94.6% | value | attendance_primary_percent | National average | latest",
            "92.7% | value | attendance_secondary_percent | Rotherham | -",
            "92.0% | value | attendance_secondary_percent | National average | latest",
        ],
    ),
    "a figure that speaks of something else has not the measure of the line before": (
        "March 2017",
        "Just 6.4% of early help assessments came from partners (48 out of 750)\n\n"
        "Of children aged 0-4, 28% used a children's centre (the annual target is 65%)",
        [
            "6.4% 48 of 750 | of | eha_partners_percent | Rotherham | -",
            "28% | value | - | - | -",
            "65% | target | - | - | -",
        ],
    ),
    "figures stand behind quarters and years": (
        "December 2018",
        "In this quarter 31 children came into care and 27 ceased to be looked after.\n\n"
        "Figures for quarter 3: 79.2% of looked after children have up to date dental assessments.\n\n"
        "There were 388 looked after children, compared with March 2018 - 12 more children.",
        [
            "31 | value | lac_admissions | Rotherham | 2018/19 Q3",
            "27 | value | lac_ceased | Rotherham | 2018/19 Q3",
            "79.2% | value | lac_dental_assessment_percent | Rotherham | 2018/19 Q3",
            "388 | value | lac_number | Rotherham | -",
            "12 | change | - | - | 2018-03",
        ],
    ),
    "a whole year in brackets, and a year that a figure is set against, are not the month's": (
        "March 2017",
        "Children in need with an up-to-date plan: 89.4% in March 2017 (83.1% overall during the year)\n\n"
        "Looked after children with three or more placements stayed similar to the previous year at 9.8%.",
        [
            "89.4% | value | cin_plan_up_to_date_percent | Rotherham | 2017-03",
            "83.1% | value | cin_plan_up_to_date_percent | Rotherham | 2016/17",
            "9.8% | value | lac_3_placements_percent | Rotherham | -",
        ],
    ),
    "numbers that name things are no figures": (
        "November 2018",
        "Indicator 12: the share of looked after children reviewed in time was 95% (tolerance 3%); see graph 2 and "
        "charts 1, 4 and 9.\n\nLooked after children with at least 1 missing episode: 11 children.",
        [
            "95% | value | lac_reviewed_in_time_percent | Rotherham | -",
            "11 | value | lac_missing | Rotherham | -",
        ],
    ),
    "a target that was exceeded is a target still": (
        "March 2018",
        "The target of working with 480 families during the year had been exceeded (730 by the end of March, 2018)",
        ["480 | target | - | - | -", "730 | value | - | - | 2017/18"],
    ),
    "a count with words of its own has not the measure of the one before it": (
        "December 2018",
        "From October on 28 children became looked after and 25 left care, with the number at the end of December "
        "being 395.",
        [
            "28 | value | lac_admissions | Rotherham | -",
            "25 | value | lac_ceased | Rotherham | -",
            "395 | value | - | - | 2018-12",
        ],
    ),
    "the month of an aside is not the figure's": (
        "July 2015",
        "After a dip in May, early help contacts rose to 580, which is up by 44 from last month.",
        ["580 | value | eh_contacts | Rotherham | -", "44 | change | eh_contacts | Rotherham | -"],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_sentence_says(kind: str, tmp_path: Path) -> None:
    month, text, expected = KINDS[kind]
    pack = f"As at Month End: {month}\n\nRotherham council\n\n{text}\n"
    claims = read_text(pack, "pack", tmp_path)["claims"].rows(named=True)
    columns = ("published", "relation", "indicator", "area", "period")
    assert [" | ".join(str(row[column] or "-") for column in columns) for row in claims] == expected
