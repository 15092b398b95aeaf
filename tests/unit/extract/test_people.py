"""Lists with one row a child are told from tables of figures. All numbers and days here are invented.

The headings are those of the guides to the children looked-after return (SSDA903), the children in need census and
Ofsted's Annex A lists; what must not be taken for a list is printed like the tables of packs.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scorecard.extract.people import day_of, find_lists_of_people, headings_of_people
from scorecard.extract.tables import printed_tables
from scorecard.registry import load_registry
from tests.fixtures.effort import grows_faster_than

HEADINGS = headings_of_people(load_registry())

# each list: its headings, and two or three rows in the form of the guide
LISTS = {
    "903 header": [
        "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
        "100451 1 03/02/2008 WBRI X000000000001 0 ",
        "100452 2 11/12/2010 MWBC X000000000002 1 05/06/2021",
    ],
    "903 episodes": [
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
        "100451 21/05/2019 S C2 N1 U4 PR4     XX1 XX2 SC000000",
        "100452 04/11/2020 S V2 N1 U1 PR1 12/01/2021 E11   XX1 XX3 SC000001",
    ],
    "903 reviews": [
        "CHILD DOB REVIEW REVIEW_CODE",
        "100451 03/02/2008 05/03/2021 PN1",
        "100452 11/12/2010 09/03/2021 PN4",
    ],
    "903 missing": ["CHILD DOB MISSING MIS_START MIS_END", "100451 03/02/2008 M 04/01/2021 05/01/2021"],
    "903 outcomes": [
        "CHILD DOB SDQ_SCORE CONVICTED HEALTH_CHECK",
        "100451 03/02/2008 12 0 1",
        "100452 11/12/2010 17 0 1",
    ],
    "903 care leavers": [
        "CHILD DOB IN_TOUCH ACTIV ACCOM",
        "100451 03/02/2001 YES F1 U1",
        "100452 11/12/2001 YES G5 T1",
    ],
    "903 adoption": [
        "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR",
        "100451 03/02/2018 05/03/2020 06/07/2020 1 2",
    ],
    "903 asylum seekers": ["CHILD SEX DOB DUC", "100451 1 03/02/2004 03/02/2022", "100452 1 01/01/2005 01/01/2023"],
    "CIN identifiers": [
        "LAchildID UPN FormerUPN UPNunknown PersonBirthDate GenderCurrent",
        "DC1001 A000000000001   2010-04-21 1",
        "DC1002 A000000000002  UN7 2015-09-03 2",
    ],
    "CIN unborn": ["LAchildID ExpectedPersonBirthDate PersonDeathDate", "DC1001 2021-04-21 ", "DC1002 2021-09-03 "],
    "CIN details": [
        "LAchildID CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReasonForClosure",
        "1 2021-01-04 1A N1 2021-02-26 RC1",
        "2 2021-01-06 2B N4  ",
        "3 2021-02-11 1A N1  ",
    ],
    "a nominal roll": [
        "Young Person|Age|Placement|Social Worker",
        "A. E.|15|Foster care|Example",
        "B. E.|12|Kinship|Example",
    ],
    "a caseload": ["Child|Last visit|Next visit", "Child A|05/03/2021|02/04/2021", "Child B|09/03/2021|07/04/2021"],
    "hidden": ["Child ID|DOB|Placement", "[removed]|[removed]|Foster care", "[removed]|[removed]|Kinship care"],
    "numbers alone": ["UPN|Attendance", "A000000000001|94.1%", "A000000000002|88.0%"],
    "no headings": ["100451|21/05/2019|S", "100452|04/11/2020|S", "100453|17/01/2021|P"],
    "one child": ["Child ID|10045123", "Date of birth|03/02/2008", "Placement|Foster care"],
    "a spreadsheet's days": ["Ref|D.O.B.|Number of visits", "1|39481|4", "2|40523|6"],
    "initials": ["Initials|Age|Gender|Placement", "AE|14|M|Foster care", "BE|12|F|Kinship"],
    "numbered rows": ["No.|Age|Gender|Ethnicity|Outcome", "1|14|M|White British|Closed", "2|12|F|Asian|Open"],
    "names": ["Child's Name|School|Attendance", "A. Example|Alpha|94.1%", "B. Example|Beta|88.0%"],
    "months of birth": ["Child|Date of Birth|Placement", "A|Feb-08|Foster care", "B|Mar 2009|Kinship"],
    "pupils": ["Pupil|Year Group|Attendance|PEP", "P1|7|94.1%|05/03/2021", "P2|8|91.0%|09/03/2021"],
    "missing": ["YP|Age|Went missing|Found", "YP1|15|05/03/2021|06/03/2021", "YP2|16|07/03/2021|08/03/2021"],
    "a blank before": ["|100451|21/05/2019|S", "|100452|04/11/2020|S", "|100453|17/01/2021|P"],
    "row numbers before": ["1|100451|21/05/2019", "2|100452|04/11/2020", "3|100453|17/01/2021"],
    "two header rows": [
        "|Child||Review",
        "Child ID|DOB|Date|Code",
        "1|01/02/2008|05/03/2021|PN1",
        "2|11/12/2010|09/03/2021|PN4",
    ],
    "times": ["ChildId|BirthDate|ReferralDate", "12|2008-02-01T00:00:00|2021-03-05T00:00:00"],
    "health": ["NHS Number|Immunised", "999 000 0001|Y", "999 000 0002|N"],
    "a title above": [
        "List 1|||",
        "Child Unique ID|Gender|Date of Contact|Contact Source",
        "1|M|05/03/2021|1A",
        "2|F|09/03/2021|2B",
    ],
}
ANNEX_A = {
    "contacts": "Child Unique ID|Gender|Ethnicity|Date of Birth|Age of Child (Years)|Date of Contact|Contact Source",
    "early help": "Child Unique ID|Gender|Ethnicity|Date of Birth|Assessment start date|Organisation",
    "referrals": "Child Unique ID|Gender|Date of Birth|Date of referral|Referral Source|Allocated Worker",
    "assessments": "Child Unique ID|Date of Birth|Continuous Assessment Start Date|Child Seen|Allocated Worker",
    "section 47": "Child Unique ID|Date of Birth|Strategy discussion initiating Section 47|Allocated Worker",
    "in need": "Child Unique ID|Date of Birth|CIN Start Date|Primary Need Code|Case Status|Allocated Worker",
    "protection": "Child Unique ID|Date of Birth|Plan Start Date|Category of Abuse|Allocated Worker",
    "in care": "Child Unique ID|Date of Birth|UASC status|Date Started to be Looked After|Legal Status|Placement Type",
    "care leavers": "Child Unique ID|Date of Birth|Allocated Worker|Eligibility Category|In Touch|Accommodation",
    "adoption": "Child Unique ID|Date of Birth|Date of Decision that Child Should be Placed for Adoption",
    "adopters": "Individual adopter identifier|Family identifier|Gender|Date of Birth|Ethnicity",
}
FITS = {
    "unique": "{n}",
    "identifier": "{n}",
    "birth": "0{n}/02/2010",
    "date": "0{n}/03/2021",
    "discussion": "0{n}/03/2021",
    "gender": "F",
    "age": "1{n}",
}


def rows_of(headings: str) -> list[str]:
    """Headings and two rows of what they call for."""
    cells = [
        next((fit for word, fit in FITS.items() if word in heading.lower()), "a word")
        for heading in headings.split("|")
    ]
    return [headings, *("|".join(cell.format(n=n) for cell in cells) for n in (1, 2))]


def told(rows: list[str]) -> list[tuple[str, ...]]:
    divider = "|" if "|" in rows[0] else " "
    lines = ["As at Month End: March 2021", "", *("\t".join(row.split(divider)) for row in rows), ""]
    return [one.headings for one in find_lists_of_people(printed_tables(lines), HEADINGS)]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_with_a_row_a_child_is_one(name: str) -> None:
    assert len(told(LISTS[name])) == 1


@pytest.mark.parametrize("name", ANNEX_A)
def test_the_lists_of_annex_a_are_lists_of_children(name: str) -> None:
    (headings,) = told(rows_of(ANNEX_A[name]))
    assert "Date of Birth" in headings


@pytest.mark.parametrize("without", ["Child Unique ID", "Date of Birth"])
@pytest.mark.parametrize("name", ANNEX_A)
def test_they_are_lists_of_children_without_one_of_the_two_columns_that_say_so(name: str, without: str) -> None:
    kept = "|".join(heading for heading in ANNEX_A[name].split("|") if heading != without)
    assert len(told(rows_of(kept))) == 1


def test_which_headings_tell_it_is_said() -> None:
    assert told(LISTS["903 reviews"]) == [("CHILD", "DOB", "REVIEW", "REVIEW_CODE")]


FIGURES = {
    "by age band": ["Age|Number|%", "Under 1|12|4.1%", "1 to 4|40|13.6%", "5 to 9|61|20.7%"],
    "by gender and age": ["Gender|0-4|5-9|10-15|16+", "Female|12|24|50|31", "Male|14|22|61|40"],
    "by ethnicity": ["Ethnicity|Children|% of children|% of population", "White British|410|81%|88%", "Mixed|40|8%|4%"],
    "children and adults": ["Measure|Child|Adult", "Referrals|120|240", "Assessments|88|190"],
    "placements": ["Placement type|Number of children|%", "Foster care|320|65%", "Residential|44|9%"],
    "legal status": ["Legal Status|Mar-21|Jun-21", "Interim care order|120|131", "Care order|240|238"],
    "allocated worker": ["Social Worker|Cases|Average", "Team 1|120|14.1", "Team 2|131|15.0"],
    "months as days": ["Date|Children in care", "01/04/2021|123456", "01/05/2021|123470", "01/06/2021|123481"],
    "month ends": ["30/04/2021|100451", "31/05/2021|100452", "30/06/2021|100453"],
    "codes before months": ["100451|30/04/2021|12", "100452|31/05/2021|14", "100453|30/06/2021|16"],
    "weeks": ["Week|Contacts|Date", "10045|120|05/04/2021", "10046|122|12/04/2021", "10047|131|19/04/2021"],
    "missing fields by school": ["School|UPN|DOB|Ethnicity", "Alpha|12|0|3", "Beta|3|1|4", "Gamma|8|2|0"],
    "missing fields by row": ["Field|Missing|%", "UPN|12|3%", "Date of birth|0|0%", "NHS number|41|11%"],
    "missing fields without header": ["UPN|12|3%", "Date of birth|0|0%", "NHS number|10234|11%"],
    "what fields mean": ["CHILD|the child's number", "DOB|the day of birth", "UPN|the pupil's number"],
    "members": [
        "Surname|Forename|Role|Date of appointment",
        "Example|A.|Chair|03/02/2019",
        "Example|B.|Member|04/03/2020",
    ],
    "providers": [
        "Provider|URN|Last inspection|Judgement",
        "Home 1|SC000001|05/03/2021|Good",
        "Home 2|SC000002|09/03/2020|Good",
    ],
    "births": ["Year|Births|Rate", "2019|3,012|11.4", "2020|2,950|11.1"],
    "care leavers": ["Care leavers|In touch|%", "Aged 17-18|40|95%", "Aged 19-21|120|88%"],
    "a summary": ["No.|Indicator|Apr-21|May-21|Target", "1.1|Young people|12|14|20", "1.2|Children|120|118|110"],
    "crossed": ["Ref|Gender|Ethnicity|Number", "1|Male|White British|12", "2|Male|Asian|14", "3|Female|Asian|9"],
    "names of measures": ["Name|Age|Gender|%", "Reviews|0-4|Male|94.1%", "Visits|5-9|Female|88.0%"],
    "governors": ["Name|Address|School", "A. Example|1 Example Road|Alpha", "B. Example|2 Example Road|Beta"],
    "actions": [
        "Ref|Action|Owner|Due",
        "10451|Write to all homes|A|05/03/2021",
        "10452|Ask|B|09/03/2021",
        "10453|Tell|A|02/04/2021",
    ],
    "action codes": ["A-001|Write|A|05/03/2021", "A-002|Ask|B|09/03/2021", "A-003|Tell|A|02/04/2021"],
    "remarks": ["10451|The panel asked for more|05/03/2021", "10452|It was sent|09/03/2021", "10453|Closed|02/04/2021"],
    "schools": ["URN|School|Inspected", "104511|Alpha|05/03/2021", "104512|Beta|09/03/2020", "104513|Gamma|11/11/2019"],
    "risks": ["Unique ID|Risk|Raised", "1|Staffing|05/03/2021", "2|Budget|09/03/2021", "3|Homes|02/04/2021"],
    "versions": ["Initials|Date|Version", "AE|05/03/2021|1.0", "BE|09/03/2021|1.1"],
    "by year of birth": ["Born|Boys|Girls", "2005|12|14", "2006|11|9"],
    "pupil numbers": ["Authority|Pupil number|Rate", "Alpha|45123|94.1", "Beta|38812|95.2"],
    "field by field": ["Child ID|DOB|UPN", "412|398|377"],
    "pupils by school": ["School|Pupil number|Attendance", "Alpha|412|94.1%", "Beta|388|95.2%", "Gamma|402|91.0%"],
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_table_of_figures_is_none(name: str) -> None:
    assert told(FIGURES[name]) == []


def test_the_committed_tables_are_none(project: Path) -> None:
    files = sorted((project / "data" / "raw").glob("*/[0-9]*.tsv"))
    assert len(files) > 90
    for file in files:
        lines = [line.partition("\t")[2] for line in file.read_text(encoding="utf-8").splitlines()]
        assert find_lists_of_people(printed_tables(lines), HEADINGS) == [], file.name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01/02/2008", date(2008, 2, 1)),
        ("1.2.08", date(2008, 2, 1)),
        ("2008-02-01", date(2008, 2, 1)),
        ("2008-02-01 00:00:00", date(2008, 2, 1)),
        ("1st February 2008", date(2008, 2, 1)),
        ("01-Feb-08", date(2008, 2, 1)),
        ("31/02/2008", None),
        ("Feb 2008", None),
        ("2008", None),
        ("12/13", None),
        ("", None),
    ],
)
def test_days_as_lists_print_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "row", ["Child\tName\tx", "100451\t05/03/2021\tx", "Child ID\tDate of birth\t412", "No.\tAge\tSex"]
)
def test_a_long_table_costs_work_in_proportion(row: str) -> None:
    def find(rows: int) -> object:
        return find_lists_of_people(printed_tables([row] * rows), HEADINGS)

    assert not grows_faster_than(15, find, small=200, large=2_000)
