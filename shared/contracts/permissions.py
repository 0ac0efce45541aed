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
STAFF: tuple[Role, ...] = ("manager", "partner", "company", "city", "operator")
STANDINGS: frozenset[Role] = frozenset({"guardian", "activist"})
"""What a resident may be besides; no token and no account has one of these as its role."""

PERMISSIONS: Mapping[str, tuple[Role, ...]] = {
    # registry
    "registry.accessibility.change_needs": ("resident", "manager"),
    "registry.accessibility.read_needs": ("resident", "manager"),
    "registry.accounts.change_account": ("operator",),
    "registry.accounts.list_accounts": ("operator",),
    "registry.accounts.open_account": ("operator",),
    "registry.accounts.read_account": ("operator",),
    "registry.again.send_code": ROLES,
    "registry.audit.read": ("resident", "manager"),
    "registry.cards.end_card": ("resident", "manager"),
    "registry.cards.issue_card": ("manager",),
    "registry.cards.list_cards": ("resident", "manager"),
    "registry.centers.correct_center": ("manager",),
    "registry.centers.open_center": ("operator",),
    "registry.consents.give": ("resident", "manager"),
    "registry.consents.list_consents": ("resident", "manager"),
    "registry.consents.print_paper": ("resident", "manager"),
    "registry.consents.withdraw": ("resident", "manager"),
    "registry.contacts.add_contact": ("resident", "manager"),
    "registry.contacts.change_contact": ("resident", "manager"),
    "registry.contacts.list_contacts": ("resident", "manager"),
    "registry.contacts.remove_contact": ("resident", "manager"),
    "registry.contests.contest": ("resident",),
    "registry.contests.list_contests": ("resident", "manager"),
    "registry.contests.settle": ("manager",),
    "registry.devices.enrol": ("manager",),
    "registry.devices.list_devices": ("manager",),
    "registry.devices.revoke": ("manager",),
    "registry.guardians.enter_guardian": ("manager",),
    "registry.guardians.enter_ward": ("resident", "manager"),
    "registry.guardians.list_guardians": ("resident", "manager"),
    "registry.guardians.list_wards": ("resident", "manager"),
    "registry.guardians.release_guardian": ("manager",),
    "registry.households.begin": ("resident", "manager"),
    "registry.households.join": ("resident", "manager"),
    "registry.households.leave": ("resident", "manager"),
    "registry.households.read": ("resident", "manager"),
    "registry.directory.change_entry": ("manager", "operator"),
    "registry.directory.confirm_entry": ("manager", "operator"),
    "registry.directory.count_to_confirm": ("manager", "operator"),
    "registry.directory.enter_entry": ("manager", "operator"),
    "registry.directory.find_help": ROLES,
    "registry.directory.read_entry": ROLES,
    "registry.directory.remove_entry": ("manager", "operator"),
    "registry.houses.correct_house": ("manager",),
    "registry.houses.enter_house": ("manager",),
    "registry.lists.call_round": ("resident", "manager"),
    "registry.lists.close_list": ("resident", "manager"),
    "registry.lists.join_list": ("resident", "manager"),
    "registry.lists.leave_list": ("resident", "manager"),
    "registry.lists.note_call": ("resident",),
    "registry.lists.open_list": ("resident", "manager"),
    "registry.lists.print_tree": ("resident",),
    "registry.lists.see_list": ("resident", "manager"),
    "registry.lists.see_members": ("resident",),
    "registry.marks.end_mark": ("manager",),
    "registry.marks.list_activists": ("manager",),
    "registry.marks.list_marks": ("resident", "manager"),
    "registry.marks.mark": ("manager",),
    "registry.me.who_am_i": ROLES,
    "registry.passkeys.begin": STAFF,
    "registry.passkeys.keep": STAFF,
    "registry.passkeys.list_passkeys": STAFF,
    "registry.passkeys.remove": STAFF,
    "registry.passkeys.rename": STAFF,
    "registry.residents.change": ("resident", "manager"),
    "registry.residents.erase": ("resident", "manager"),
    "registry.residents.list_residents": ("manager",),
    "registry.residents.read": ("resident", "manager"),
    "registry.residents.register": ("manager",),
    "registry.sessions.end_one": ROLES,
    "registry.sessions.end_others": ROLES,
    "registry.sessions.list_sessions": ROLES,
    "registry.sessions.read_history": ROLES,
    "registry.sessions.sign_out": ROLES,
    "registry.wordings.add_synonym": ("manager", "operator"),
    "registry.wordings.list_synonyms": ("manager", "operator"),
    "registry.wordings.remove_synonym": ("manager", "operator"),
    # talents
    "talents.audit.read": ("resident", "manager"),
    "talents.matches.propose_match": ("manager",),
    "talents.matches.use": ("resident", "manager"),
    "talents.needs.state_need": ("resident", "manager"),
    "talents.needs.use": ("resident", "manager"),
    "talents.offers.list_offers": ("resident", "manager"),
    "talents.offers.make_offer": ("resident", "manager"),
    "talents.offers.use": ("resident", "manager"),
    # surveys
    "surveys.audit.read": ("resident", "manager"),
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
    "events.audit.read": ("resident", "manager"),
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
    "notifications.audit.read": ("resident", "manager"),
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
