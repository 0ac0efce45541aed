"""Coded values that more than one service speaks; their Russian and English labels live with the pages."""

from typing import Literal

Channel = Literal["web", "paper", "phone", "visit"]
"""How something reached the center; every channel counts the same."""

HostType = Literal["library", "active_people", "reception", "school", "club", "museum", "church"]
"""Who hosts a neighborhood center; `active_people` is a center of active people, often a ТОС."""

Skill = Literal[
    "plumbing",
    "electrics",
    "carpentry",
    "small_repairs",
    "computers",
    "phones",
    "sewing",
    "knitting",
    "cooking",
    "gardening",
    "pets",
    "children",
    "homework",
    "languages",
    "music",
    "sport",
    "games",
    "reading",
    "crafts",
    "photo",
    "transport",
    "escort",
    "shopping",
    "company",
    "paperwork",
    "tools",
    "other",
]
"""What one neighbor can do for another, and so also what one can ask for."""

TimeOfDay = Literal["weekday_morning", "weekday_day", "weekday_evening", "weekend"]
"""When somebody is free, as coarse as people say it."""

UnmetReason = Literal["nobody_can", "no_common_time", "too_far", "declined", "expired", "withdrawn"]
"""Why a need stayed without help."""

EventKind = Literal["leisure", "housing", "improvement", "holiday", "meeting", "club", "help"]
"""What an event is about; `help` is an event at which agreed help is given."""

QuestionnaireCode = Literal["housing_complaints", "neighbor_talents", "help"]
"""The three questionnaires that ship ready."""

Complaint = Literal[
    "cleaning",
    "lift",
    "heating",
    "water",
    "electricity",
    "roof",
    "yard",
    "waste",
    "noise",
    "parking",
    "safety",
    "bills",
    "other",
]
"""What a housing complaint is about."""

AppealState = Literal[
    "raised", "waiting", "sent", "registered", "forwarded", "answered", "closed", "withdrawn", "set_aside"
]
"""How far an appeal is: `raised` by a survey waits until a manager takes it up or sets it aside, `waiting` is not sent
yet, `registered` has a number at the body that is to answer."""

AppealOutcome = Literal["resolved", "partly", "unresolved"]
"""What became of the matter of a closed appeal."""

ConsentPurpose = Literal[
    "keep_card",
    "contact_about_events",
    "help_matching",
    "survey_results_contact",
    "complaints",
    "accessibility_needs",
    "own_lists",
    "photo",
    "publication",
]
"""What a person may agree to: one purpose, one consent, one text that can be read before agreeing."""

OrganisationKind = Literal[
    "community_interest",
    "community_place",
    "group_initiative",
    "group_interest",
    "group_internet",
    "council_entrance",
    "council_house",
    "council_mkd",
    "tszh",
    "tsn",
    "council_yard",
    "committee_street",
    "council_microdistrict",
    "territorial_community",
    "tos",
    "tos_legal",
    "ktos",
    "stos",
    "ngo",
    "city_branch",
    "internet_formal",
    "management_company",
]
"""What an organisation is: a community, an informal group, or one of the formal forms."""

OrganisationScale = Literal["entrance", "house", "yard", "street", "microdistrict", "city"]
"""How large the territory of an organisation is; communities of interest have none."""

MembershipRole = Literal[
    "member",
    "delegate",
    "organiser",
    "council_member",
    "secretary",
    "treasurer",
    "auditor",
    "deputy",
    "chair",
]
"""What somebody is in an organisation."""

TalkKind = Literal["need", "appeal", "idea", "note"]
"""What a chance meeting was: somebody needs help, complains or appeals, has an idea, or just talked."""
