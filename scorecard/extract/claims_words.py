"""The words of the trade: what reports call the things the registry's indicators count.

``LEXICON`` turns the many spellings of a thing into one sign, for the registry's names and for prose alike.
``ALSO`` gives indicators further wordings of prose that their printed names lack; ``COUNTED`` the few sentence
forms that certainly count a whole group, since ``30 LAC`` alone may be any thirty of them. Wordings of
indicators that a registry does not hold are ignored.
"""

from __future__ import annotations

LEXICON: tuple[tuple[str, str], ...] = (
    ("UASC", r"(?:former\s+)?unaccompanied\s+asylum[\s-]seek(?:ing|er)\s+child(?:ren)?(?:\s+\(UASC\))?|UASC(?:\s+children)?"),
    ("REDUCEDTT", r"reduced\s+time\s?table(?:\s+arrangements?)?"),
    ("PERSISTENT", r"persistent(?:ly)?\s+absen(?:ce|t|tees?)(?:\s+\(PA\))?|\bPA\b"),
    ("ABSENCE", r"(?:overall\s+)?absence|sessions\s+(?:were\s+)?lost(?:\s+due\s+to\s+absence)?"),
    ("EXCLUDED", r"(?:fixed\s+term\s+)?exclusions?"),
    ("ADMIT", r"admissions?(?:\s+of\s+(?:looked\s+after\s+children|children\s+looked\s+after))?(?:\s+to\s+care)?|admitted\s+to\s+care"
              r"|enter(?:ing|ed)\s+care|bec(?:ame|oming|ome)\s+(?:a\s+)?(?:looked\s+after|LAC)|came\s+into\s+care"),
    ("CEASED", r"(?:who\s+(?:have\s+)?)?ceas(?:ed?|ing)\s+(?:to\s+be\s+)?(?:looked\s+after(?:\s+children)?|LAC|care)|discharges?\b(?!\s+of)"
               r"|discharged(?:\s+from\s+(?:our\s+)?care)?|(?:leaving|left|leave)\s+care(?=\s+(?:to|due)\b)"),
    ("NEET", r"not\s+in\s+education,?\s+employment,?\s+(?:and|or|&)\s+training(?:\s+\(NEET\))?|NEETs?"),
    ("NOTKNOWN", r"not\s+knowns?|current\s+activity\s+is\s+not\s+known"),
    ("EET", r"(?:education,?\s+employment|employment,?\s+education),?\s+(?:and|or|&)\s+training(?:\s+\(EET\))?|EET"),
    ("PATHWAYPLAN", r"pathway\s+plans?"),
    ("IHA", r"initial\s+health\s+assessments?(?:\s+\(IHAs?\))?|IHAs?(?:['’]s)?|inital\s+health\s+assessments?"),
    ("HEALTHCHECK", r"health\s+(?:assessments?|checks?)(?:\s+reviews?)?"),
    ("DENTALCHECK", r"dental(?:\s+(?:assessments?|checks?))?"),
    ("PEPMEETING", r"PEP\s+meetings?"),
    ("PEP", r"personal\s+education\s+plans?(?:\s+\(PEPs?\))?|PEPs?(?:['’]s)?"),
    ("EHCPLAN", r"education,?\s+health\s+(?:and|&)\s+care\s+plans?|EHC\s+plans?|EHCPs?"),
    ("INITIALASSESSMENT", r"initial\s+assessments?"),
    ("APPLICATION", r"(?:adoption\s+|paper\s+)?applications?"),
    ("EHA", r"early\s+help\s+assessments?|EHA(?:['’]?s)?"),
    ("ICPC", r"(?:an\s+)?initial\s+(?:child\s+protection|CP)\s+(?:case\s+)?conf(?:erence)?s?(?:\s+\(ICPCs?\))?|initial\s+case\s+conferences?|ICPCs?"),
    ("SECONDPLAN", r"(?:for\s+(?:a\s+)?)?second\s+(?:or\s+subsequent\s+)?(?:time|plan)"),
    ("CPP", r"(?:children\s+(?:subject\s+(?:to|of)|with|on)\s+(?:a\s+)?)?(?:child\s+protection|CP)\s+(?:plans?|cases?)(?:\s+\(CPP\))?|CPPs?(?:\s+(?:cases|population))?|\bCP\b"),
    ("CIN", r"child(?:ren)?\s+in\s+need(?:\s+\(CIN\))?|\bCIN\b"),
    ("S47NOT", r"concerns\s+not\s+substantiated"),
    ("S47CONT", r"(?:concerns\s+are\s+)?substantiated\b[^.;%]*continuing\s+risk(?:\s+of\s+significant\s+harm)?"),
    ("S47", r"section\s+47(?:\s+\(S47\))?(?:\s+(?:investigations?|enquiries))?|S47(?:['’]?s)?(?:\s+investigations?)?"),
    ("SECTION20", r"section\s+20|\bs20\b"),
    ("RATE", r"10\s?k\s+(?:population\s+)?rate|(?:rate\s+)?per\s+(?:10,000|10\s?k|ten\s+thousand)(?:\s+pop(?:ulation)?)?"),
    ("CARELEAVER", r"care\s+leavers?(?:\s+cohort)?|leaving\s+care(?:\s+(?:cohort|tracker|team))?"),
    ("LAC", r"looked[\s-]after\s+child(?:ren)?(?:\s+\(LAC\))?|children\s+(?:and\s+young\s+people\s+)?(?:are\s+|were\s+|we\s+|that\s+were\s+)?look(?:ed)?\s+after"
            r"|children\s+in\s+(?:our\s+)?care(?:\s+\(CIC\))?|\bLAC\b|\bCIC\b"),
    ("REREFERRAL", r"re-?\s?referrals?"),
    ("REFERRAL", r"referrals?|referred"),
    ("CONTACT", r"(?:early\s+help\s+)?contacts?"),
    ("MASH", r"multi-agency\s+safeguarding\s+hub|\bMASH\b"),
    ("EARLYHELP", r"early\s+help"),
    ("FFC", r"families\s+for\s+change|\bFFC\b|troubled\s+families"),
    ("RESULTSCLAIM", r"payment\s+by\s+results"),
    ("CHILDRENSCENTRE", r"children['’]?s?['’]?\s+centres?"),
    ("YOUTHJUSTICE", r"youth\s+(?:offending|justice)(?:\s+(?:team|service))?(?:\s+\((?:YOT|YJS)\))?|\bYOT\b|\bYJS\b"),
    ("PERMANENCE", r"permanenc[ey]"),
    ("SGO", r"special\s+guardianship(?:\s+orders?)?(?:\s*\(SGO\))?|SGOs?(?:['’]s)?"),
    ("IN12MONTHS", r"(?:completed\s+|adopted\s+)?within\s+12\s+months(?:\s+of\s+(?:a\s+|the\s+)?SHOBPA)?"),
    ("A1MEASURE", r"days\s+between\s+a\s+child\s+(?:becoming|entering)[^.;]*?adoption\s+placement(?:\s+\(A10?\))?|\bA10?\s+measure|\bA10\b"),
    ("A2MEASURE", r"days\s+between\s+(?:a\s+|a\s+child\s+receiving\s+a\s+)?placement\s+order\s+and\s+being\s+matched[^.;]*?famil(?:y|ies)(?:\s+\(A2\))?|\bA2\s+measure"),
    ("ADOPTION", r"adoptions?|adopted"),
    ("THREEPLACEMENTS", r"(?:3|three)\s*(?:or\s+more|\+)\s*(?:placements?)?(?:\s+moves)?(?:\s+during\s+the\s+year)?"),
    ("STABLE", r"(?<!remain )(?<!remains )(?<!remained )(?<!relatively )(?<!remaining )stab(?:le|ility)|(?:in\s+the\s+)?same\s+placement"),
    ("LONGTERM", r"long[\s-]term"),
    ("FAMILYSETTING", r"family[\s-]based(?:\s+settings?)?"),
    ("IFA", r"independent\s+fostering\s+agenc(?:y|ies)|\bIFAs?\b"),
    ("FOSTERPLACEMENT", r"(?:a\s+)?fostering\s+placements?"),
    ("DEREGISTERED", r"de-?regist\w+"),
    ("RESIGNED", r"resign\w+|ceased\s+to\s+be\s+foster\s+carers"),
    ("PLACEMENTSMADE", r"placements?\s+(?:that\s+have\s+been\s+)?created|new\s+placements"),
    ("FOSTERAPPROVAL", r"foster\s+famil(?:y|ies)\s+approvals?|new\s+foster(?:ing)?\s+(?:carers|households|families)(?:\s+were)?(?:\s+recruited)?|foster\s+carers\s+recruited"),
    ("FOSTERCARERS", r"(?:in[\s-]house\s+)?foster(?:ing)?\s+(?:carers?|famil(?:y|ies)|households?)(?:\s+households)?(?:\s+\(households\))?"),
    ("APPROVED", r"approv(?:ed|als?)"),
    ("PROSPECTIVE", r"prospective"),
    ("NATIONALSTANDARD", r"national\s+minimum\s+standards?|\bNMS\b"),
    ("LOCALSTANDARD", r"local\s+standards?|rotherham\s+standard"),
    ("VIRTUAL", r"virtual"),
    ("FACETOFACE", r"face[\s-]to[\s-]face|unannounced|supervisory|information\s+visits?|follow[\s-]up\s+visits?"),
    ("VISIT", r"visits?\b|visited"),
    ("FOSTERREVIEW", r"fostering\s+reviews?"),
    ("IRO", r"\bIROs?\b|independent\s+reviewing"),
    ("OUTSIDE", r"outside\s+(?:of\s+)?(?:this|the|our)"),
    ("BYREASON", r"any\s+other\s+reason|due\s+to\s+moving"),
    ("MIDWAY", r"mid-?way"),
    ("SOCIALWORKREPORT", r"social\s+work\s+reports?"),
    ("QUALITYFORM", r"quality\s+and\s+compliance|good\s+or\s+outstanding|requires\s+improvement|inadequate"),
    ("CASEAUDIT", r"audits?"),
    ("REVIEW", r"review(?:s|ed|ing)?"),
    ("UNSUITABLE", r"unsuitable\s+accommodation|not\s+in\s+suitable\s+accommodation"),
    ("SUITABLE", r"suitable\s+accommodation"),
    ("CUSTODY", r"custody"),
    ("POTENTIAL", r"potential"),
    ("UPTODATE", r"up[\s-]to[\s-]date|refreshed\s+every\s+term"),
    ("INTIME", r"(?:with)?in\s+(?:the\s+|their\s+)?(?:statutory\s+|prescribed\s+)?time\s?(?:scales?|frames?)(?:\s+set)?|in\s+time\b|on\s+time\b|timel(?:y|iness)"),
    ("DAYS45", r"(?:with)?in\s+(?:the\s+)?45\s+(?:working\s+)?days?(?:\s+of\s+referral)?|45\s+working\s+day\s+standard"),
    ("DAY1", r"(?:decision\s+)?within\s+(?:1|one)\s+working\s+day|within\s+24\s+hours|contact\s+decisions?"),
    ("DAYS15", r"(?:with)?in\s+15\s+(?:working\s+)?days?(?:\s+of\s+S47)?"),
    ("DAYS35", r"within\s+(?:the\s+)?(?:standard\s+|target\s+)?(?:time\s?frame\s+of\s+)?35\s+(?:working\s+)?days?"),
    ("DAYS5", r"(?:with)?in\s+(?:5|five)\s+working\s+days"),
    ("DAYS3", r"within\s+(?:3|three)\s+working\s+days"),
    ("AFTER3", r"after\s+3\s+working\s+days"),
    ("HOURS48", r"within\s+48\s+hours"),
    ("TWOYEARS", r"(?:for\s+)?(?:(?:at\s+least|over|longer\s+than|within|lasting)\s+)*(?:2|two)\s+years(?:\s+or\s+more|\+)?|2\s+years\+"),
    ("PROGRESSING", r"progress(?:ing|ed)?\s+to|going\s+on\s*to"),
    ("ASSESSMENT", r"assessments?"),
    ("STARTED", r"started\b"),
    ("CASELOAD", r"case\s?loads?|(?:average\s+)?(?:number\s+of\s+)?(?:average\s+)?cases\s+per\s+(?:LAC\s+team\s+|qualified\s+)?(?:social\s+worker|SW\b|worker)"),
    ("MAXIMUM", r"maximum|highest|upper\s+limit"),
    ("TEAMS13", r"teams\s+1\s?-\s?3"),
    ("TEAMS45", r"teams\s+4\s?(?:-|–|&)\s?5"),
    ("DUTYTEAM", r"duty(?:\s+and\s+assessment)?(?:\s+teams?)?"),
    ("SAFEGUARDINGTEAM", r"(?:key\s+)?safeguarding\s+teams?"),
    ("STEPDOWN", r"step(?:ped)?[\s-]downs?(?:\s+panel)?"),
    ("ENGAGED", r"engag(?:ed|ing|ement)"),
    ("REGISTERED", r"registered|registration"),
    ("ACCESSED", r"access(?:ed)?\b"),
    ("DEPRIVED", r"(?:30%\s+)?(?:LSOA['’]?s?|most\s+deprived|lower\s+super\s+output)"),
    ("EXITSURVEY", r"exit\s+surveys?"),
    ("TRIAGED", r"triag\w+"),
    ("PARTNER", r"(?:made\s+|completed\s+)?by\s+partners"),
    ("OPENCASES", r"open\s+(?:early\s+help\s+)?cases"),
    ("PARTICIPATION", r"duty\s+to\s+participate|participation(?:\s+rate)?"),
    ("SICKDAYS", r"(?:annual\s+)?(?:FTE\s+)?sick\s+days|sickness"),
    ("PRIMARYSCHOOL", r"primary(?:\s+(?:whole\s+)?schools?)?"),
    ("SECONDARYSCHOOL", r"secondary(?:\s+(?:whole\s+)?schools?)?"),
    ("ATTENDANCE", r"(?:school\s+)?attend(?:ance|ing\s+school)"),
    ("OBESE", r"obes(?:e|ity)"),
    ("RECEPTION", r"reception"),
    ("YEAR6", r"year\s+6"),
    ("FIRSTENTRANT", r"first[\s-]time\s+entrants?(?:\s+\(FTEs?\))?"),
    ("REOFFENDING", r"re-?offen\w+"),
    ("OVER20MILES", r"over\s+20\s+miles(?:\s+from\s+(?:their\s+)?(?:family\s+)?home)?"),
    ("OUTOFAREA", r"out\s+of\s+(?:the\s+)?(?:borough|area|authority)|out\s+of\s+the\s+\w+\s+area"),
    ("KINSHIP", r"kinship"),
    ("WITHPARENTS", r"placed\s+with\s+parents?"),
    ("MISSINGEPISODES", r"missing\s+episodes"),
    ("MISSING", r"missing(?:\s+episode)?"),
    ("EXPLOITATION", r"child\s+sexual\s+exploitation|\bCSE\b"),
    ("ESCALATION", r"escalations?"),
    ("REFUSED", r"declined\s+by"),
    ("PANELITEM", r"agenda\s+items?"),
    ("PLAN", r"plans?\b"),
    ("ENQUIRY", r"enquir(?:y|ies)"),
    ("SURVEY", r"surveys?\b|lifestyle"),
    ("DISRUPTED", r"disrupt\w+"),
    ("ETHNICITY", r"ethnic\w*|\bBME\b|white\s+british|gypsy|black\s+african|pakistani"),
    ("CHARITY", r"charity|trustees|volunteers"),
    ("YEARS18", r"aged\s+(?:over\s+)?18|young\s+carers?"),
    ("LTM", r"LTM|long\s+term\s+match\w*|matches"),
)  # fmt: skip
"""Signs and their spellings, in the order in which a text is read: the longer wording first."""

POPULATIONS = frozenset({"LAC", "CARELEAVER", "CPP", "CIN"})
"""Whose measure it is. Prose leaves it out where a whole section speaks of one group."""

MILD = frozenset({
    "RATE", "MASH", "EARLYHELP", "FOSTERCARERS", "MAXIMUM", "STARTED", "ENGAGED", "LONGTERM", "PLAN", "ASSESSMENT",
})  # fmt: skip
"""Signs that may stand near a figure without changing what it measures."""

GENERIC = frozenset({
    "INTIME", "UPTODATE", "TWOYEARS", "DAYS45", "DAY1", "DAYS15", "DAYS35", "DAYS5", "DAYS3", "AFTER3", "HOURS48", "PLAN",
    "PROGRESSING", "ASSESSMENT", "STARTED", "OPENCASES", "PARTNER", "APPROVED", "ENGAGED", "ACCESSED",
    "MAXIMUM", "LONGTERM", "RATE", "MASH", "CONTACT", "IN12MONTHS", "DEPRIVED", "FOSTERCARERS",
})  # fmt: skip
"""Signs that alone do not say what is measured."""

THEMES: dict[str, frozenset[str]] = {
    "early-help": frozenset({
        "EARLYHELP", "EHA", "STEPDOWN", "FFC", "CHILDRENSCENTRE", "TRIAGED", "EXITSURVEY", "RESULTSCLAIM",
    }),
}  # fmt: skip
"""Themes whose measures share words with other themes: one of these signs must be there."""

STOP = frozenset(
    """a about all an and are as at based been being by case cases child children class completed complete current during each
    eligible ever first following for from had has have having higher household households in including into is it item last
    least less level make makes made making month monthly more most new no not number of off old on one open only or other our
    out over own page part per percentage percent period person people place placed population pop proportion quarter rate
    rolling share since social some still than that the their them there these they this those time times to total two under up
    used was we were what when where which while who whose with within year years young authority rotherham area care council
    corporate indicator measure average av ave days day average having living worker workers qualified aged age academic
    least subject started investigations outcome concluded episodes episode any they becoming become reporting
    against whose current activity undertaken going onto service services help families family good performance placements
    placement cohort reduction increase decrease change range group groups team teams annual date""".split()
)
"""Words of names that prose need not repeat."""

ALSO: dict[str, tuple[str, ...]] = {
    "lac_reviewed_in_time_percent": ("LAC reviews held in time", "LAC reviews completed on time"),
    "cpp_reviewed_in_time_percent": ("CP reviews took place on time", "CPP reviews"),
    "lac_visits_national_percent": (
        "LAC visits in time NMS", "LAC visits up to date national minimum standard", "visits national minimum standard",
        "visits up to date in timescale national minimum standard", "LAC visits up to date NMS",
    ),
    "lac_visits_local_percent": ("LAC visits local standards", "visits local standards"),
    "lac_initial_health_percent": ("initial health assessment in time", "IHA", "initial health assessments completed"),
    "lac_health_assessment_percent": ("health assessments", "up to date health assessments", "health assessments in time"),
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
    "lac_pep_up_to_date_percent": ("PEP up to date",),
    "lac_plan_up_to_date_percent": ("LAC with an up to date plan",),
    "cin_plan_up_to_date_percent": ("CIN up to date plan",),
    "cpp_plan_up_to_date_percent": ("CPP up to date plan",),
    "pathway_plan_percent": ("care leavers having a pathway plan", "LAC pathway plan"),
    "pathway_plan_up_to_date_percent": ("care leavers up to date pathway plan", "up to date pathway plan"),
    "foster_carers": ("in-house foster carer households registered", "registered fostering households"),
    "foster_carers_recruited": ("foster family approvals", "new fostering households approved", "new foster carers recruited"),
    "foster_placements_created": (
        "placements created via foster carer approvals", "approvals creating new placements",
    ),
    "adoption_days_care_to_placement": ("A1 measure", "A10 measure"),
    "adoption_days_order_to_match": ("A2 measure",),
    "adoptions_in_12_months_number": ("adoptions completed within 12 months",),
    "adoptions_in_12_months_percent": ("adopted within 12 months",),
    "contacts_decided_1_day_percent": (
        "contact decision timeliness", "contacts in time", "contact decision within 1 working day",
    ),
    "referrals": ("contacts progressing to referral",),
    "referrals_to_assessment_percent": ("referrals progressing to an assessment",),
    "rereferrals_month_percent": ("re-referrals",),
    "rereferrals_rolling_percent": ("re-referrals",),
    "assessments_in_45_days_percent": ("assessments completed in 45 working days",),
    "assessments_started": ("new assessments started", "single social work assessments started"),
    "s47_started": ("section 47 investigations started", "section 47 investigations"),
    "s47_not_substantiated_percent": ("concerns not substantiated",),
    "s47_rolling_rate": (),
    "icpc": ("children subject to an initial child protection case conference",),
    "icpc_in_15_days_percent": ("initial case conferences timeliness", "ICPC timeliness"),
    "cpp_open": ("children with a child protection plan",),
    "cpp_open_2_years_percent": ("subject to a child protection plan for longer than 2 years", "child protection plan over two years"),
    "cpp_second_2_years_percent": ("new CPP second or subsequent plan within 24 months",),
    "eh_contacts": ("contacts made to Early Help",),
    "eha_in_time_percent": ("early help assessments completed within the standard timeframe of 35 days",),
    "eha_partners_percent": ("early help assessments completed by partners",),
    "eh_cases_open": ("open cases early help",),
    "eh_triaged_in_time_percent": ("timeliness triage", "triage measures in timescale"),
    "cc_registered_percent": ("registered with a children's centre",),
    "exit_surveys": ("exit surveys completed",),
    "neet_16_18_percent": ("NEET",),
    "not_known_16_18_percent": ("not known",),
    "caseload_average_lac_1_3": ("caseload teams 1-3",),
    "caseload_average_lac_4_5": ("caseload teams 4-5",),
    "caseload_average_lac": ("average number of cases per LAC team social worker", "LAC cases per social worker"),
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
        rf"{_THERE_ARE}@\s+LAC\b(?!\s+(?:in\s+the|reviews|cases|numbers))(?=\s*(?:as\s+at|$|[.,]|which|indicating|equat|by\s))",
        r"\bnumber\s+of\s+(?:LAC|children\s+and\s+young\s+people\s+we\s+look\s+after)\b[^;%@0]*(?:0[^;@]{0,12})?(?:\bat|\bto|\bbe|\bis)\s+@",
        r"^LAC\b[^;%@0]*(?:remained|increased|reduced|decreased)[^;%@0]*(?:0[^;@]{0,12})?\b(?:at|to)\s+@",
        r"\b[Oo]f\s+the\s+@\s+LAC\b", r"\bout\s+of\s+@\s+LAC\b", r"\b[Ff]or\s+our\s+@\s+total\s+LAC\b", r"\b@\s+LAC\s+were\s+LAC\b",
        r"\bOn\s+0?\S*\s*\w+\s+\S+\s+@\s+LAC\b",
    ),
    "care_leavers": (
        r"@\s+(?:young\s+people\s+in\s+the\s+)?CARELEAVER\s+(?:as\s+at)", r"@\s+young\s+people\s+in\s+the\s+CARELEAVER\b",
        r"\bnumber\s+of\s+CARELEAVER\b[^;%@]*(?:at|reaching|to|is)\s+@", r"\bnumber\s+of\s+CARELEAVER\s+\(@\)",
    ),
    "adoptions": (
        r"@\s+children\s+(?:had\s+been|have\s+been|were)\s+ADOPTION\b", r"\bthere\s+(?:were|was|had\s+been)\s+@\s+ADOPTION\b",
        r"\banother\s+@\s+ADOPTION\b", r"\bADOPTION\s+completed[^@;]*\btaking\s+the\s+total\s+to\s+@",
    ),
    "contacts": (r"\bnumber\s+of\s+CONTACT\s+(?:has\s+)?\w+[^@;%]*\bby\s+@",),
    "cpp_open": (r"\bnumber\s+of\s+CPP\s+[^@;%]*\bto\s+@",),
    "cin_open": (r"\bCIN\s+numbers[^@;%]*@", r"\bCIN\s+numbers[^@;%]*0[^@;%]*drop\s+to\s+@"),
    "foster_carers": (r"\bnumber\s+of\s+FOSTERCARERS\s+up\s+to\s+@", r"\bemploys\s+@\s+FOSTERCARERS"),
}  # fmt: skip
"""Sentence forms in which ``@`` certainly counts the whole group; other figures are read as ``0``."""

COMPARATORS: tuple[tuple[str, str], ...] = (
    ("National top quartile threshold", r"top\s+quartile(?:\s+of\s+performance)?(?:\s+nationally)?"),
    ("Best statistical neighbour", r"best\s+statistical\s+neighbours?"),
    ("Statistical neighbour average", r"(?:latest\s+)?stat(?:istical)?\.?\s+neigh(?:bours?)?(?:['’]?s)?['’]?(?:\s+averages?)?"),
    ("National average", r"(?:latest\s+)?(?:published\s+)?(?:\([^)]*\)\s+)?(?:national(?:ly)?|england)(?:\s+(?:averages?|figures?|recent))?"),
    ("Regional average", r"(?:yorkshire\s+and\s+humber\s+)?region(?:al)?(?:\s+averages?|\s+figure)?"),
)  # fmt: skip
"""Comparators of the registry and the words for them."""
