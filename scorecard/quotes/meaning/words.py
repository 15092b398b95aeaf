"""The words of the trade: what reports call the things the registry's indicators count.

``LEXICON`` turns the many spellings of a thing into one sign, for the registry's names and for prose alike. The
other lists say how much a sign tells.
"""

from __future__ import annotations

LEXICON: tuple[tuple[str, str], ...] = (
    ("UASC", r"(?:former\s+)?unaccompanied\s+asylum[\s-]seek(?:ing|er)\s+child(?:ren)?(?:\s+\(UASC\))?"
     r"|UASC(?:\s+children)?"),
    ("PERSISTENT", r"persistent(?:ly)?\s+absen(?:ce|t|tees?)(?:\s+\(PA\))?|\bPA\b"),
    ("ABSENCE", r"(?:overall\s+)?absence|sessions\s+(?:were\s+)?lost(?:\s+due\s+to\s+absence)?"),
    ("ADMIT", r"admissions?(?:\s+of\s+(?:looked\s+after\s+children|children\s+looked\s+after))?(?:\s+to\s+care)?"
     r"|admitted\s+to\s+care|enter(?:ing|ed)\s+care|bec(?:ame|oming|ome)\s+(?:a\s+)?(?:looked\s+after|LAC)"
     r"|came\s+into\s+care"),
    ("CEASED", r"(?:who\s+(?:have\s+)?)?ceas(?:ed?|ing)\s+(?:to\s+be\s+)?(?:looked\s+after(?:\s+children)?|LAC"
     r"|care)|discharges?\b(?!\s+of)|discharged(?:\s+from\s+(?:our\s+)?care)?|(?:leaving|left"
     r"|leave)\s+care(?=\s+(?:to|due)\b)"),
    ("EET", r"(?:education,?\s+employment|employment,?\s+education),?\s+(?:and|or|&)\s+training(?:\s+\(EET\))?|EET"),
    ("PATHWAYPLAN", r"pathway\s+plans?"),
    ("IHA", r"initial\s+health\s+assessments?(?:\s+\(IHAs?\))?|IHAs?(?:['’]s)?|inital\s+health\s+assessments?"),
    ("HEALTHCHECK", r"health\s+(?:assessments?|checks?)(?:\s+reviews?)?"),
    ("DENTALCHECK", r"dental(?:\s+(?:assessments?|checks?))?"),
    ("PEP", r"personal\s+education\s+plans?(?:\s+\(PEPs?\))?|PEPs?(?:['’]s)?"),
    ("ICPC", r"(?:an\s+)?initial\s+(?:child\s+protection|CP)\s+(?:case\s+)?conf(?:erence)?s?(?:\s+\(ICPCs?\))?"
     r"|initial\s+case\s+conferences?|ICPCs?"),
    ("CPP", r"(?:children\s+(?:subject\s+(?:to|of)|with|on)\s+(?:a\s+)?)?(?:child\s+protection|CP)\s+(?:plans?"
     r"|cases?)(?:\s+\(CPP\))?|CPPs?(?:\s+(?:cases|population))?|\bCP\b"),
    ("CIN", r"child(?:ren)?\s+in\s+need(?:\s+\(CIN\))?|\bCIN\b"),
    ("S47NOT", r"(?:concerns|outcomes?)\s+(?:that\s+(?:were|was|are)\s+)?not\s+substantiated"),
    ("RATE", r"10\s?k\s+(?:population\s+)?rate|(?:rate\s+)?per\s+(?:10,000|10\s?k"
     r"|ten\s+thousand)(?:\s+pop(?:ulation)?)?"),
    ("CARELEAVER", r"care\s+leavers?(?:\s+cohort)?|leaving\s+care(?:\s+(?:cohort|tracker|team))?"),
    ("LACTEAM", r"(?:LAC|children\s+in\s+care)(?=\s+teams?)"),
    ("LAC", r"looked[\s-]after\s+child(?:ren)?(?:\s+\(LAC\))?|children\s+(?:and\s+young\s+people\s+)?(?:are\s+"
     r"|were\s+|we\s+|that\s+were\s+)?look(?:ed)?\s+after|children\s+in\s+(?:our\s+)?care(?:\s+\(CIC\))?"
     r"|\bLAC\b|\bCIC\b"),
    ("SCREENING", r"contact\s+screening"),
    ("REREFERRAL", r"re-?\s?referrals?"),
    ("REFERRAL", r"referrals?|referred"),
    ("CONTACT", r"(?:early\s+help\s+)?contacts?"),
    ("EARLYHELP", r"early\s+help"),
    ("FFC", r"families\s+for\s+change|\bFFC\b|troubled\s+families"),
    ("CHILDRENSCENTRE", r"children['’]?s?['’]?\s+centres?"),
    ("A1MEASURE", r"days\s+between\s+a\s+child\s+(?:becoming|entering)[^.;]*?adoption\s+placement(?:\s+\(A10?\))?"
     r"|\bA10?\s+measure|\bA10\b"),
    ("A2MEASURE", r"days\s+between\s+(?:a\s+|a\s+child\s+receiving\s+a\s+)?placement\s+order\s+and\s+being\s+match"
     r"ed[^.;]*?famil(?:y|ies)(?:\s+\(A2\))?|\bA2\s+measure"),
    ("ADOPTION", r"adoptions?|adopted"),
    ("THREEPLACEMENTS", r"(?:3|three)\s*(?:or\s+more|\+)\s*(?:placements?)?(?:\s+moves)?(?:\s+during\s+the\s+year)"
     r"?"),
    ("STABLE", r"(?<!remain )(?<!remains )(?<!remained )(?<!relatively )(?<!remaining )stab(?:le|ility)"
     r"|(?:in\s+the\s+)?same\s+placement"),
    ("LONGTERM", r"long[\s-]term"),
    ("FAMILYSETTING", r"family[\s-]based(?:\s+settings?)?"),
    ("FOSTERPLACEMENT", r"(?:a\s+)?fostering\s+placements?"),
    ("DEREGISTERED", r"de-?regist\w+"),
    ("RESIGNED", r"resign\w+|ceased\s+to\s+be\s+foster\s+carers"),
    ("PLACEMENTSMADE", r"placements?\s+(?:that\s+have\s+been\s+)?created|new\s+placements"),
    ("FOSTERAPPROVAL", r"foster\s+famil(?:y|ies)\s+approvals?|new\s+foster(?:ing)?\s+(?:carers|households"
     r"|families)(?:\s+were)?(?:\s+recruited)?|foster\s+carers\s+recruited"),
    ("FOSTERCARERS", r"(?:in[\s-]house\s+)?foster(?:ing)?\s+(?:carers?|famil(?:y|ies)"
     r"|households?)(?:\s+households)?(?:\s+\(households\))?"),
    ("NATIONALSTANDARD", r"national\s+minimum\s+standards?|\bNMS\b"),
    ("LOCALSTANDARD", r"local\s+standards?|rotherham\s+standard"),
    ("VISIT", r"visits?\b|visited"),
    ("FOSTERREVIEW", r"fostering\s+reviews?"),
    ("OUTSIDE", r"outside\s+(?:of\s+)?(?:this|the|our)"),
    ("BYREASON", r"any\s+other\s+reason|due\s+to\s+moving"),
    ("SOCIALWORKREPORT", r"social\s+work\s+reports?"),
    ("REVIEW", r"(?<!will be )(?<!to be )review(?:s|ed|ing)?"),
    ("SUITABLE", r"suitable\s+accommodation"),
    ("CUSTODY", r"custody"),
    ("UPTODATE", r"up[\s-]to[\s-]date|refreshed\s+every\s+term"),
    ("INTIME", r"(?:with)?in\s+(?:the\s+|their\s+)?(?:statutory\s+|prescribed\s+)?time\s?(?:scales?"
     r"|frames?)(?:\s+set)?|in\s+time\b|on\s+time\b|timel(?:y|iness)"),
    ("DAYS45", r"(?:with)?in\s+(?:the\s+)?45\s+(?:working\s+)?days?(?:\s+of\s+referral)?"
     r"|45\s+working\s+day\s+standard"),
    ("PAST45", r"(?:over|past|beyond)\s+(?:the\s+)?45\s+(?:working\s+)?days?"),
    ("DAYS15", r"(?:with)?in\s+15\s+(?:working\s+)?days?(?:\s+of\s+S47)?"),
    ("DAYS35", r"within\s+(?:the\s+)?(?:standard\s+|target\s+)?(?:time\s?frame\s+of\s+)?35\s+(?:working\s+)?days?"),
    ("AGES1618", r"16\s?-\s?18|16,\s?17,\s?18"),
    ("AGES1617", r"16\s?[-/]\s?17"),
    ("RESIDENT", r"resident\b"),
    ("TWOYEARS", r"within\s+24\s+months|(?:for\s+)?(?:(?:at\s+least|over|longer\s+than|within|lasting)\s+)*(?:2"
     r"|two)\s+years(?:\s+or\s+more|\+)?|2\s+years\+"),
    ("PROGRESSING", r"progress(?:ing|ed)?\s+to|going\s+on\s*to"),
    ("ASSESSMENT", r"assessments?"),
    ("STARTED", r"started\b"),
    ("AVERAGEOF", r"an\s+average\s+of|on\s+average"),
    ("CASELOAD", r"case\s?loads?|av(?:erage|\.)\s+(?:(?:number"
     r"|no\.)\s+)?(?:of\s+)?(?:average\s+)?cases(?:\s+per)?|number\s+of\s+average\s+(?:number\s+of\s+)?cases"
     r"|cases\s+per\s+(?:qualified\s+)?(?:social\s+worker|SW\b|worker)"),
    ("MAXIMUM", r"maximum|highest|upper\s+limit"),
    ("TEAMS13", r"teams\s+1\s?(?:-|to)\s?3"),
    ("TEAMS45", r"teams\s+4\s?(?:-|–|&|and)\s?5"),
    ("DUTYTEAM", r"duty\s+(?:and\s+assessment(?:\s+teams?)?|teams?)"),
    ("REGISTERED", r"registered|registration"),
    ("DEPRIVED", r"(?:30%\s+)?(?:LSOA['’]?s?|most\s+deprived|lower\s+super\s+output)"),
    ("TRIAGED", r"triag\w+"),
    ("SICKDAYS", r"(?:annual\s+)?(?:FTE\s+)?sick\s+days|sickness"),
    ("SCHOOLCOUNT", r"(?:primary\s+|secondary\s+)?schools?\s+(?:in\s+the|submitted|had|were|was|who)\b"),
    ("PRIMARYSCHOOL", r"primary(?:\s+(?:whole\s+)?schools?)?"),
    ("SECONDARYSCHOOL", r"secondary(?:\s+(?:whole\s+)?schools?)?"),
    ("OBESE", r"obes(?:e|ity)"),
    ("YEAR6", r"year\s+6"),
    ("FIRSTENTRANT", r"first[\s-]time\s+entrants?(?:\s+\(FTEs?\))?"),
    ("REOFFENDING", r"re-?offen\w+"),
    ("OVER20MILES", r"over\s+20\s+miles(?:\s+from\s+(?:their\s+)?(?:family\s+)?home)?"),
    ("MISSINGEPISODES", r"missing\s+episodes"),
    ("MISSING", r"missing(?:\s+episode)?"),
    ("EXPLOITATION", r"child\s+sexual\s+exploitation|\bCSE\b"),
    ("ESCALATION", r"escalations?"),
    ("PANELITEM", r"agenda\s+items?"),
    ("PLAN", r"plans?\b"),
    ("SURVEY", r"surveys?\b|lifestyle"),
    ("YEARS18", r"aged\s+(?:over\s+)?18|young\s+carers?"),
)  # fmt: skip
"""Signs and their spellings, in the order in which a text is read: the longer wording first."""

POPULATIONS = frozenset({"LAC", "CARELEAVER", "CPP", "CIN"})
"""Whose measure it is. Prose leaves it out where a whole section speaks of one group."""

MILD = frozenset({
    "RATE", "MASH", "EARLYHELP", "FOSTERCARERS", "MAXIMUM", "STARTED", "ENGAGED", "LONGTERM", "PLAN", "ASSESSMENT",
    "SCREENING",
})  # fmt: skip
"""Signs that may stand near a figure without changing what it measures."""

GENERIC = frozenset({
    "INTIME", "UPTODATE", "TWOYEARS", "PLAN",
    "PROGRESSING", "ASSESSMENT", "STARTED", "OPENCASES", "PARTNER", "APPROVED", "ENGAGED", "ACCESSED",
    "MAXIMUM", "LONGTERM", "RATE", "MASH", "IN12MONTHS", "DEPRIVED", "FOSTERCARERS",
    "AGES1618", "AGES1617", "CASELOAD",
})  # fmt: skip
"""Signs that alone do not say what is measured."""

BASES = frozenset({"CONTACT", "REFERRAL", "ADOPTION", "STEPDOWN"})
"""Signs that alone count a whole only in a form of ``COUNTED``: ``43 were referred`` are not all referrals."""

THEMES: dict[str, frozenset[str]] = {
    "early-help": frozenset({
        "EARLYHELP", "EHA", "STEPDOWN", "FFC", "CHILDRENSCENTRE", "TRIAGED", "EXITSURVEY", "RESULTSCLAIM",
    }),
}  # fmt: skip
"""Themes whose measures share words with other themes: one of these signs must be there."""

STOP = frozenset({
    "a", "about", "academic", "activity", "against", "age", "aged", "all", "an", "and", "annual", "any", "are",
    "area", "as", "at", "authority", "av", "ave", "average", "based", "become", "becoming", "been", "being", "by",
    "care", "case", "cases", "change", "child", "children", "class", "cohort", "complete", "completed", "concluded",
    "corporate", "council", "current", "date", "day", "days", "decrease", "during", "each", "eligible", "episode",
    "episodes", "ever", "families", "family", "first", "following", "for", "from", "going", "good", "group", "groups",
    "had", "has", "have", "having", "help", "higher", "household", "households", "in", "including", "increase",
    "indicator", "into", "investigations", "is", "it", "item", "last", "least", "less", "level", "living", "made",
    "make", "makes", "making", "measure", "month", "monthly", "more", "most", "new", "no", "not", "number", "of",
    "off", "old", "on", "one", "only", "onto", "open", "or", "other", "our", "out", "outcome", "over", "own", "page",
    "part", "people", "per", "percent", "percentage", "performance", "period", "person", "place", "placed",
    "placement", "placements", "pop", "population", "proportion", "qualified", "quarter", "range", "rate",
    "reduction", "reporting", "rolling", "rotherham", "service", "services", "share", "since", "social", "some",
    "started", "still", "subject", "team", "teams", "than", "that", "the", "their", "them", "there", "these", "they",
    "this", "those", "time", "times", "to", "total", "two", "under", "undertaken", "up", "used", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "whose", "with", "within", "worker", "workers", "year", "years",
    "young",
})  # fmt: skip
"""Words of names that prose need not repeat."""
