"""How prose words what the registry's indicators measure, beyond their printed names.

``ALSO`` gives indicators further wordings; ``COUNTED`` the few sentence forms that certainly count a whole group,
since ``30 LAC`` alone may be any thirty of them; ``COMPARATORS`` the words for the registry's comparators. Wordings
of indicators that a registry does not hold are ignored.
"""

from __future__ import annotations

ALSO: dict[str, tuple[str, ...]] = {
    "cpp_reviewed_in_time_percent": (
        "review case conferences within timescale",
        "CPP reviews",
    ),
    "lac_visits_national_percent": (
        "visits national minimum standard",
        "visits up to date in timescale national minimum standard",
        "LAC visits up to date NMS",
    ),
    "lac_initial_health_percent": ("IHA",),
    "lac_health_assessment_percent": (
        "health assessments",
        "health assessments in time",
    ),
    "lac_dental_assessment_percent": (
        "dental checks",
        "dental checks timeliness",
    ),
    "lac_ceased_permanence_percent": ("discharged due to permanence SGO adoption",),
    "lac_stable_2_years_percent": ("long term placement stability",),
    "lac_family_setting_percent": ("family based setting",),
    "lac_pep_percent": ("had a PEP",),
    "lac_pep_up_to_date_percent": (
        "PEP up to date",
        "LAC had a PEP meeting",
    ),
    "pathway_plan_percent": ("LAC pathway plan",),
    "foster_carers": ("registered fostering households",),
    "foster_carers_recruited": ("new fostering households approved",),
    "foster_placements_created": (
        "placements created via foster carer approvals",
        "approvals creating new placements",
    ),
    "contacts_decided_1_day_percent": ("contacts in time",),
    "assessments_open_past_45_days": (
        "open cases over 45 days",
        "cases over 45 working days",
    ),
    "icpc_in_15_days_percent": ("ICPC timeliness",),
    "eh_contacts": ("contacts made to Early Help",),
    "eh_cases_open": ("open cases early help",),
    "eh_triaged_in_time_percent": ("timeliness triage",),
    "attendance_primary_percent": ("primary whole school attendance",),
    "attendance_secondary_percent": ("secondary whole school attendance",),
    "obesity_reception_percent": ("obese reception",),
    "obesity_year_6_percent": ("obese year 6",),
}

COUNTED: dict[str, tuple[str, ...]] = {
    "lac_number": (
        r"(?:there\s+(?:were|was|are|is|had\s+been)\s+(?:currently\s+|only\s+)*|^\W*)@\s+LAC\b(?!\s+(?:in\s+the|reviews|cases|numbers))(?=\s*(?:as\s+at|at\s|$|[.,]|which|indicating|equat|by\s))",
        r"\bnumber\s+of\s+(?:LAC|children\s+and\s+young\s+people\s+we\s+look\s+after)\b[^;%@0]*(?:0[^;@]{0,12})?(?:\bat|\bto|\bbe|\bis)\s+@",
        r"\b[Ff]or\s+our\s+@\s+total\s+LAC\b",
        r"\bOn\s+0?\S*\s*\w+\s+\S+\s+@\s+LAC\b",
    ),
    "care_leavers": (
        r"@\s+(?:young\s+people\s+in\s+the\s+)?CARELEAVER\s+(?:as\s+at)",
        r"@\s+young\s+people\s+in\s+the\s+CARELEAVER\b",
        r"\bnumber\s+of\s+CARELEAVER\b[^;%@]*(?:at|reaching|to|is)\s+@",
        r"\bnumber\s+of\s+CARELEAVER\s+\(\s*@\s*\)",
    ),
    "adoptions": (
        r"@\s+children\s+(?:had\s+been|have\s+been|were)\s+ADOPTION\b(?!\s+OUTSIDE)",
        r"\bthere\s+(?:were|was|had\s+been)\s+@\s+ADOPTION\b",
        r"\banother\s+@\s+ADOPTION\b",
        r"\bADOPTION\s+completed[^@;]*\btaking\s+the\s+total\s+to\s+@",
    ),
    "contacts": (r"\bnumber\s+of\s+CONTACT\s+(?:has\s+)?\w+[^@;%]*\bby\s+@",),
    "cpp_open": (r"\bnumber\s+of\s+CPP\s+[^@;%]*\bto\s+@",),
    "assessments_started": (
        r"\bnumber\s+of\s+(?:new\s+|single\s+social\s+work\s+)*ASSESSMENT\s+STARTED\b[^@;]*(?:\bwas|\bis|\bto)\s+@",
    ),
    "s47_started": (r"\bS47\b[^@;]*\bwith\s+@\s+STARTED\b",),
    "cin_open": (r"\bCIN\s+numbers[^@;%]*@",),
    "foster_carers": (
        r"\bnumber\s+of\s+FOSTERCARERS\s+up\s+to\s+@",
        r"\bemploys\s+@\s+FOSTERCARERS",
    ),
}
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
