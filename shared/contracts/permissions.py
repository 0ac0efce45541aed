"""Who may do what: the roles that may use each operation which asks for a sign-in.

The check at the door (`may`), the OpenAPI documents (`x-roles`) and `docs/roles.md` are made from this table, and the
access matrix of the tests is held against it; an operation that is not here is refused when its service starts. Which
rows a role may touch (a resident their own, a manager those of their centers) is kept by the operation and by
row-level security.

A guardian and an activist are residents who may do more: their token has the role `resident` and says for which wards
they speak and in which organisations they hold a post, and until when. So a row that names `resident` admits them too,
and a row that names `activist` alone admits a resident only while a post is theirs.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["resident", "guardian", "activist", "manager", "partner", "company", "city", "operator"]
"""`company` works for a management company (УК): sees its houses' totals, never a single vote or who complained."""
ROLES: tuple[Role, ...] = get_args(Role)
STANDINGS: frozenset[Role] = frozenset({"guardian", "activist"})
"""What a resident may be besides; no token and no account has one of these as its role."""

PERMISSIONS: Mapping[str, tuple[Role, ...]] = {
    # registry
    "registry.accounts.change_account": ("operator",),
    "registry.accounts.list_accounts": ("operator",),
    "registry.accounts.open_account": ("operator",),
    "registry.accounts.read_account": ("operator",),
    "registry.centers.correct_center": ("manager",),
    "registry.centers.open_center": ("operator",),
    "registry.consents.give": ("resident", "manager"),
    "registry.consents.list_consents": ("resident", "manager"),
    "registry.consents.print_paper": ("resident", "manager"),
    "registry.consents.withdraw": ("resident", "manager"),
    "registry.houses.correct_house": ("manager",),
    "registry.houses.enter_house": ("manager",),
    "registry.me.who_am_i": ROLES,
    "registry.residents.change": ("resident", "manager"),
    "registry.residents.erase": ("resident", "manager"),
    "registry.residents.list_residents": ("manager",),
    "registry.residents.read": ("resident", "manager"),
    "registry.residents.register": ("manager",),
    "registry.sessions.sign_out": ROLES,
    # talents
    "talents.matches.propose_match": ("manager",),
    "talents.matches.use": ("resident", "manager"),
    "talents.needs.state_need": ("resident", "manager"),
    "talents.needs.use": ("resident", "manager"),
    "talents.offers.list_offers": ("resident", "manager"),
    "talents.offers.make_offer": ("resident", "manager"),
    "talents.offers.use": ("resident", "manager"),
    # surveys
    "surveys.results.read_results": ("resident", "manager"),
    "surveys.sheets.answer": ("resident", "manager"),
    "surveys.sheets.list_sheets": ("manager",),
    "surveys.sheets.read_sheet": ("manager",),
    "surveys.surveys.change": ("manager",),
    "surveys.surveys.close": ("manager",),
    "surveys.surveys.count_paper": ("manager",),
    "surveys.surveys.list_surveys": ("resident", "manager"),
    "surveys.surveys.make": ("manager",),
    "surveys.surveys.open": ("manager",),
    "surveys.surveys.read_survey": ("resident", "manager"),
    # events
    "events.calendar.cancel": ("manager",),
    "events.calendar.change": ("manager",),
    "events.calendar.list_events": ("resident", "manager"),
    "events.calendar.plan": ("manager",),
    "events.calendar.read_event": ("resident", "manager"),
    "events.registrations.attend": ("manager",),
    "events.registrations.came": ("manager",),
    "events.registrations.cancel": ("resident", "manager"),
    "events.registrations.list_registrations": ("resident", "manager"),
    "events.registrations.own_registrations": ("resident",),
    "events.registrations.register": ("resident", "manager"),
    # notifications
    "notifications.calls.list_calls": ("manager",),
    "notifications.calls.make_call": ("manager",),
    "notifications.messages.list_messages": ("resident", "manager"),
    "notifications.messages.read_message": ("resident",),
    "notifications.preferences.read_preferences": ("resident", "manager"),
    "notifications.preferences.write_preferences": ("resident", "manager"),
    # city
    "city.centers.list_centers": ("city", "manager"),
    "city.freshness.read_freshness": ("city", "manager"),
    "city.indicators.read": ("city", "manager"),
    "city.publications.read": ("city", "manager"),
}


def roles_of(permission: str) -> tuple[Role, ...]:
    """The roles that may; raises KeyError where the table does not know the operation."""
    return PERMISSIONS[permission]
