"""How prose words what the registry's indicators measure, beyond their printed names.

``ALSO`` gives indicators further wordings; ``COUNTED`` the few sentence forms that certainly count a whole group,
since ``30 LAC`` alone may be any thirty of them; ``COMPARATORS`` the words for the registry's comparators. Wordings
of indicators that a registry does not hold are ignored.
"""

from __future__ import annotations

ALSO: dict[str, tuple[str, ...]] = {
    "lac_reviewed_in_time_percent": ("LAC reviews held in time", "LAC reviews completed on time"),
    "cpp_reviewed_in_time_percent": (
        "review case conferences within timescale", "CP reviews took place on time", "CPP reviews"),
    "lac_visits_national_percent": (
        "LAC visits in time NMS", "LAC visits up to date national minimum standard", "visits national minimum standard",
        "visits up to date in timescale national minimum standard", "LAC visits up to date NMS",
    ),
    "lac_visits_local_percent": ("LAC visits local standards", "visits local standards"),
    "lac_initial_health_percent": ("initial health assessment in time", "IHA", "initial health assessments completed"),
    "lac_health_assessment_percent": (
        "health assessments", "up to date health assessments", "health assessments in time",
    ),
    "lac_dental_assessment_percent": ("dental checks", "up to date dental checks", "dental checks timeliness"),
    "lac_ceased_permanence_percent": (
        "discharged due to permanence", "leaving care to permanence",
        "discharged due to permanence SGO adoption", "ceased to be looked after due to permanence SGO adoption",
    ),
    "lac_stable_2_years_percent": (
        "long term placement stability", "long term stable placement two years", "stable placement two years",
        "placements stable 2 years",
    ),
    "lac_3_placements_percent": ("three or more placements", "3 or more placement moves"),
    "lac_family_setting_percent": ("family based setting",),
    "lac_fostered_percent": ("LAC in fostering placements", "fostering placement"),
    "lac_admissions": ("children became looked after", "admissions", "children entering care"),
    "lac_ceased": ("ceased to be looked after", "discharges", "children discharged from care"),
    "lac_known_to_youth_justice": ("known to the youth offending team",),
    "lac_uasc": ("UASC looked after by the authority", "UASC"),
    "lac_pep_percent": ("had a PEP", "had a personal education plan"),
    "lac_pep_up_to_date_percent": ("PEP up to date", "LAC had a PEP meeting"),
    "lac_plan_up_to_date_percent": ("LAC with an up to date plan",),
    "cin_plan_up_to_date_percent": ("CIN up to date plan",),
    "cpp_plan_up_to_date_percent": ("CPP up to date plan",),
    "pathway_plan_percent": ("care leavers having a pathway plan", "LAC pathway plan"),
    "pathway_plan_up_to_date_percent": ("care leavers up to date pathway plan", "up to date pathway plan"),
    "foster_carers": ("in-house foster carer households registered", "registered fostering households"),
    "foster_carers_recruited": (
        "foster family approvals", "new fostering households approved", "new foster carers recruited",
    ),
    "foster_placements_created": (
        "placements created via foster carer approvals", "approvals creating new placements",
    ),
    "adoption_days_care_to_placement": ("A1 measure", "A10 measure"),
    "adoption_days_order_to_match": ("A2 measure",),
    "adoptions_in_12_months_number": ("adoptions completed within 12 months",),
    "adoptions_in_12_months_percent": ("adopted within 12 months",),
    "assessments_in_45_days_percent": ("assessments timeliness completed within the 45 working day standard",),
    "contacts_decided_1_day_percent": (
        "contact decision timeliness", "contacts in time", "contact decision within 1 working day",
    ),
    "referrals": ("contacts progressing to referral",),
    "referrals_to_assessment_percent": ("referrals progressing to an assessment",),
    "rereferrals_month_percent": ("re-referrals",),
    "rereferrals_rolling_percent": ("re-referrals",),
    "assessments_started": ("new assessments started", "single social work assessments started"),
    "assessments_open_past_45_days": ("open cases over 45 days", "cases over 45 working days"),
    "s47_started": ("section 47 investigations started", "section 47 investigations"),
    "s47_not_substantiated_percent": ("concerns not substantiated",),
    "icpc": ("children subject to an initial child protection case conference",),
    "icpc_in_15_days_percent": ("initial case conferences timeliness", "ICPC timeliness"),
    "cpp_open": ("children with a child protection plan",),
    "cpp_open_2_years_percent": (
        "subject to a child protection plan for longer than 2 years", "child protection plan over two years",
    ),
    "cpp_second_2_years_percent": ("new CPP second or subsequent plan within 24 months",),
    "eh_contacts": ("contacts made to Early Help",),
    "eha_in_time_percent": ("early help assessments completed within the standard timeframe of 35 days",),
    "eha_partners_percent": ("early help assessments completed by partners",),
    "eh_cases_open": ("open cases early help",),
    "eh_triaged_in_time_percent": ("timeliness triage", "triage measures in timescale"),
    "cc_registered_percent": ("registered with a children's centre",),
    "exit_surveys": ("exit surveys completed",),
    "caseload_average_lac_1_3": ("caseload teams 1-3",),
    "caseload_average_lac_4_5": ("caseload teams 4-5",),
    "caseload_average_lac": ("average number of cases per LAC team social worker",),
    "caseload_max_lac": ("highest caseload in LAC teams",),
    "caseload_average_duty": ("average caseload duty and assessment",),
    "iro_escalations": ("escalations initiated",),
    "lac_over_20_miles": ("children placed over 20 miles from their family home",),
    "fostering_panel_items": ("agenda items discussed",),
    "eh_sickness_days": ("annual FTE sick days",),
    "persistent_absence_primary_percent": ("primary school persistent absence",),
    "persistent_absence_secondary_percent": ("secondary school persistent absence",),
    "attendance_primary_percent": ("primary whole school attendance",),
    "attendance_secondary_percent": ("secondary whole school attendance",),
    "obesity_reception_percent": ("obese reception",),
    "obesity_year_6_percent": ("obese year 6",),
}  # fmt: skip

_THERE_ARE = r"(?:there\s+(?:were|was|are|is|had\s+been)\s+(?:currently\s+|only\s+)*|^\W*)"
COUNTED: dict[str, tuple[str, ...]] = {
    "lac_number": (
        rf"{_THERE_ARE}@\s+LAC\b(?!\s+(?:in\s+the|reviews|cases|numbers))(?=\s*(?:as\s+at|at\s|$|[.,]|which|indicating"
        rf"|equat|by\s))",
        r"\bnumber\s+of\s+(?:LAC"
        r"|children\s+and\s+young\s+people\s+we\s+look\s+after)\b[^;%@0]*(?:0[^;@]{0,12})?(?:\bat|\bto|\bbe"
        r"|\bis)\s+@",
        r"^LAC\b[^;%@0]*(?:remained|increased|reduced|decreased)[^;%@0]*(?:0[^;@]{0,12})?\b(?:at|to)\s+@",
        r"\b[Oo]f\s+the\s+@\s+LAC\b", r"\bout\s+of\s+@\s+LAC\b", r"\b[Ff]or\s+our\s+@\s+total\s+LAC\b",
        r"\b@\s+LAC\s+were\s+LAC\b",
        r"\bOn\s+0?\S*\s*\w+\s+\S+\s+@\s+LAC\b",
    ),
    "care_leavers": (
        r"@\s+(?:young\s+people\s+in\s+the\s+)?CARELEAVER\s+(?:as\s+at)",
        r"@\s+young\s+people\s+in\s+the\s+CARELEAVER\b",
        r"\bnumber\s+of\s+CARELEAVER\b[^;%@]*(?:at|reaching|to|is)\s+@", r"\bnumber\s+of\s+CARELEAVER\s+\(\s*@\s*\)",
    ),
    "adoptions": (
        r"@\s+children\s+(?:had\s+been|have\s+been"
        r"|were)\s+ADOPTION\b(?!\s+OUTSIDE)", r"\bthere\s+(?:were|was|had\s+been)\s+@\s+ADOPTION\b",
        r"\banother\s+@\s+ADOPTION\b", r"\bADOPTION\s+completed[^@;]*\btaking\s+the\s+total\s+to\s+@",
    ),
    "contacts": (r"\bnumber\s+of\s+CONTACT\s+(?:has\s+)?\w+[^@;%]*\bby\s+@",),
    "cpp_open": (r"\bnumber\s+of\s+CPP\s+[^@;%]*\bto\s+@",),
    "assessments_started": (
        r"\bnumber\s+of\s+(?:new\s+|single\s+social\s+work\s+)*ASSESSMENT\s+STARTED\b[^@;]*(?:\bwas|\bis|\bto)\s+@",
    ),
    "s47_started": (r"\bS47\b[^@;]*\bwith\s+@\s+STARTED\b",),
    "cin_open": (r"\bCIN\s+numbers[^@;%]*@", r"\bCIN\s+numbers[^@;%]*0[^@;%]*drop\s+to\s+@"),
    "foster_carers": (r"\bnumber\s+of\s+FOSTERCARERS\s+up\s+to\s+@", r"\bemploys\s+@\s+FOSTERCARERS"),
}  # fmt: skip
"""Sentence forms in which ``@`` certainly counts the whole group; other figures are read as ``0``."""

COMPARATORS: tuple[tuple[str, str], ...] = (
    ("National top quartile threshold", r"top\s+quartile(?:\s+of\s+performance)?(?:\s+nationally)?"),
    ("Best statistical neighbour", r"best\s+statistical\s+neighbours?"),
    ("Statistical neighbour average", r"(?:latest\s+)?stat(?:istical)?\.?\s+neigh(?:bours?)?(?:['’]?s)?['’]?(?:\s+"
     r"averages?)?"),
    ("National average", r"(?:latest\s+)?(?:published\s+)?(?:\([^)]*\)\s+)?(?:national(?:ly)?"
     r"|england)(?:\s+(?:averages?|figures?|recent))?"),
    ("Regional average", r"(?:yorkshire\s+and\s+humber\s+)?region(?:al)?(?:\s+averages?|\s+figure)?"),
)  # fmt: skip
"""Comparators of the registry and the words for them."""
