"""What each person contributes to each indicator in a period, from the projections.

Every query gives rows (center_id, person, part, value). A person with the value 0 stands behind the part without
adding to it; a row without a person counts, but stands for nobody.

Whoever turned out to be somebody else counts as that one: the projections stay as they were told, and each query reads
them through `_as_one`, so that a merge and its undoing change nothing but what is counted.
"""

import re
from collections.abc import Mapping

_SAME = """
same as (
  select center_id, id as gone_id, kept_id, 1 as steps from merged
  where merged_at > coalesce(undone_at, '-infinity') and kept_id is not null
  union all
  select same.center_id, same.gone_id, next.kept_id, same.steps + 1
  from same join merged next on next.center_id = same.center_id and next.id = same.kept_id
  where next.merged_at > coalesce(next.undone_at, '-infinity') and next.kept_id is not null and same.steps < 20
), who as (
  select distinct on (center_id, gone_id) center_id, gone_id, kept_id from same
  order by center_id, gone_id, steps desc
)"""
_READ_AS = {
    "residents": """residents as not materialized (
  select r.* from public.residents r
  where not exists (select from who where who.center_id = r.center_id and who.gone_id = r.id)
)""",
    "registrations": """registrations as not materialized (
  select r.center_id, r.id, r.event_id, coalesce(w.kept_id, r.resident_id) as resident_id, r.attended_at
  from public.registrations r left join who w on w.center_id = r.center_id and w.gone_id = r.resident_id
)""",
    "sheets": """sheets as not materialized (
  select s.center_id, s.id, coalesce(w.kept_id, s.resident_id) as resident_id, s.answered_at
  from public.sheets s left join who w on w.center_id = s.center_id and w.gone_id = s.resident_id
)""",
    "offers": """offers as not materialized (
  select o.center_id, o.id, coalesce(w.kept_id, o.resident_id) as resident_id, o.made_at, o.withdrawn_at
  from public.offers o left join who w on w.center_id = o.center_id and w.gone_id = o.resident_id
)""",
    "needs": """needs as not materialized (
  select n.center_id, n.id, coalesce(w.kept_id, n.resident_id) as resident_id, n.stated_at, n.met_at, n.unmet_at,
    n.reason
  from public.needs n left join who w on w.center_id = n.center_id and w.gone_id = n.resident_id
)""",
    "matches": """matches as not materialized (
  select m.center_id, m.id, m.need_id, m.offer_id, coalesce(a.kept_id, m.asking_id) as asking_id,
    coalesce(h.kept_id, m.helping_id) as helping_id, m.proposed_at, m.completed_at
  from public.matches m
    left join who a on a.center_id = m.center_id and a.gone_id = m.asking_id
    left join who h on h.center_id = m.center_id and h.gone_id = m.helping_id
  where coalesce(a.kept_id, m.asking_id) is distinct from coalesce(h.kept_id, m.helping_id)
    or m.asking_id is not distinct from m.helping_id
)""",
    "events": """events as not materialized (
  select e.center_id, e.id, coalesce(e.moved_to, e.starts_at) as starts_at, e.cancelled_at, e.resident_led,
    coalesce(w.kept_id, e.organiser_id) as organiser_id
  from public.events e left join who w on w.center_id = e.center_id and w.gone_id = e.organiser_id
)""",
    "memberships": """memberships as not materialized (
  select m.center_id, m.id, m.role, m.since, coalesce(w.kept_id, m.resident_id) as resident_id
  from public.memberships m left join who w on w.center_id = m.center_id and w.gone_id = m.resident_id
)""",
}
"""Each table of the projections with whoever was merged being one; help between two cards of one person is none."""


def _as_one(query: str) -> str:
    """The query over the projections in which each person is one."""
    read = [text for table, text in _READ_AS.items() if re.search(rf"\b(from|join) {table}\b", query)]
    start, _, rest = query.lstrip().partition(" ")
    rest = f", {rest.lstrip()}" if start == "with" else f" {query.lstrip()}"
    return f"with recursive {', '.join([_SAME.lstrip(), *read])}{rest}"


_ADULTS = """
adults as (select center_id, id from residents where adult and joined_at < :ends)
"""

_ATTENDED = """
attended as (
  select center_id, resident_id, event_id from registrations
  where attended_at >= :begins and attended_at < :ends and resident_id is not null
)
"""

_TOOK_PART = """
took_part as (
  select center_id, resident_id from attended
  union select center_id, resident_id from sheets where answered_at >= :begins and answered_at < :ends
  union select center_id, resident_id from offers where made_at >= :begins and made_at < :ends
  union select center_id, resident_id from needs where stated_at >= :begins and stated_at < :ends
  union select center_id, helping_id from matches where completed_at >= :begins and completed_at < :ends
)
"""

_REACH = f"""
with {_ADULTS}, {_ATTENDED}, {_TOOK_PART}
select a.center_id, a.id as person, case when t.resident_id is null then 'no' else 'yes' end as part, 1 as value
from adults a left join took_part t on t.center_id = a.center_id and t.resident_id = a.id
"""

_REPEAT_RATE = f"""
with {_ATTENDED}
select center_id, resident_id as person,
  case when count(distinct event_id) > 1 then 'yes' else 'no' end as part, 1 as value
from attended group by center_id, resident_id
"""

_TALENT_DENSITY = """
select center_id, resident_id as person, 'offers' as part, 1 as value
from offers where made_at < :ends and (withdrawn_at is null or withdrawn_at >= :ends)
union all
select center_id, id, 'residents', 1 from residents where joined_at < :ends
"""

_ACTIVATION = """
with used as (
  select distinct center_id, offer_id from matches where completed_at >= :begins and completed_at < :ends
)
select o.center_id, o.resident_id as person, case when u.offer_id is null then 'no' else 'yes' end as part, 1 as value
from offers o left join used u on u.center_id = o.center_id and u.offer_id = o.id
where o.made_at < :ends and (o.withdrawn_at is null or o.withdrawn_at >= :begins or u.offer_id is not null)
"""

_NEED_FULFILMENT = """
select center_id, resident_id as person, case when met_at < :ends then 'yes' else 'no' end as part, 1 as value
from needs where stated_at >= :begins and stated_at < :ends
"""

_UNMET_REASONS = """
select center_id, resident_id as person, reason as part, 1 as value
from needs where unmet_at >= :begins and unmet_at < :ends and (met_at is null or met_at >= :ends)
"""

_RECIPROCITY = """
with sides as (
  select center_id, helping_id as person, true as gave from matches
  where completed_at >= :begins and completed_at < :ends and helping_id is not null
  union
  select center_id, asking_id, false from matches
  where completed_at >= :begins and completed_at < :ends and asking_id is not null
)
select center_id, person, case when count(*) = 2 then 'yes' else 'no' end as part, 1 as value
from sides group by center_id, person
"""

_RESIDENT_LED_SHARE = """
with held as (
  select center_id, id, organiser_id, case when resident_led then 'yes' else 'no' end as part
  from events where starts_at >= :begins and starts_at < :ends and cancelled_at is null
)
select center_id, null::uuid as person, part, 1 as value from held
union all
select center_id, organiser_id, part, 0 from held where organiser_id is not null
union all
select h.center_id, r.resident_id, h.part, 0
from held h join registrations r on r.center_id = h.center_id and r.event_id = h.id
where r.attended_at is not null and r.resident_id is not null
"""

_RESPONSE_RATE = f"""
with {_ADULTS}, asked as (
  select distinct center_id from surveys
  where opened_at < :ends and (closed_at is null or closed_at >= :begins)
), answered as (
  select distinct center_id, resident_id from sheets where answered_at >= :begins and answered_at < :ends
)
select a.center_id, a.id as person, case when w.resident_id is null then 'no' else 'yes' end as part, 1 as value
from adults a join asked using (center_id)
left join answered w on w.center_id = a.center_id and w.resident_id = a.id
"""

_BRIDGING = """
with ties as (
  select distinct m.center_id, least(m.asking_id, m.helping_id) as one, greatest(m.asking_id, m.helping_id) as other
  from matches m where m.completed_at >= :begins and m.completed_at < :ends
    and m.asking_id is not null and m.helping_id is not null
), placed as (
  select t.*, case when a.house_id <> b.house_id then 'yes' else 'no' end as part
  from ties t
  join residents a on a.center_id = t.center_id and a.id = t.one and a.house_id is not null
  join residents b on b.center_id = t.center_id and b.id = t.other and b.house_id is not null
)
select center_id, one as person, part, 1 as value from placed
union all
select center_id, other, part, 0 from placed
"""

_OF_RESIDENTS = (
    "council_entrance", "council_house", "council_mkd", "tszh", "tsn", "council_yard", "committee_street",
    "council_microdistrict", "territorial_community", "tos", "tos_legal", "ktos", "stos",
)  # fmt: skip
_DAY = "({} at time zone 'Europe/Moscow')"
"""A day begins when it begins in the city."""

_ORGANISATION_COVERAGE = f"""
with covered as (
  select distinct center_id, unnest(house_ids) as house_id from organisations
  where kind in ({", ".join(f"'{kind}'" for kind in _OF_RESIDENTS)})
    and {_DAY.format("active_since::timestamp")} < :ends
    and (dissolved_at is null or dissolved_at >= :ends)
), placed as (
  select h.center_id, h.id, h.flats, case when c.house_id is null then 'no' else 'yes' end as part
  from houses h left join covered c on c.center_id = h.center_id and c.house_id = h.id
)
select center_id, null::uuid as person, part, flats as value from placed
union all
select p.center_id, r.id, p.part, 0
from placed p join residents r on r.center_id = p.center_id and r.house_id = p.id
where r.joined_at < :ends
"""

_LEADERSHIP_GROWTH = f"""
with {_ATTENDED}, {_TOOK_PART}, led as (
  select center_id, resident_id, {_DAY.format("since::timestamp")} as at from memberships
  where role <> 'member' and resident_id is not null and since is not null
  union all
  select center_id, organiser_id, starts_at from events
  where resident_led and cancelled_at is null and organiser_id is not null
), began as (
  select center_id, resident_id, min(at) as at from led group by center_id, resident_id
), active as (
  select center_id, resident_id from took_part where resident_id is not null
  union select center_id, resident_id from led where at >= :begins and at < :ends
)
select a.center_id, a.resident_id as person,
  case when b.at >= :begins and b.at < :ends then 'yes' else 'no' end as part, 1 as value
from active a left join began b on b.center_id = a.center_id and b.resident_id = a.resident_id
"""

_RESIDENTS = """
select center_id, id as person, 'residents' as part, 1 as value from residents where joined_at < :ends
"""

_TOLD: Mapping[str, str] = {
    "reach": _REACH,
    "repeat_rate": _REPEAT_RATE,
    "talent_density": _TALENT_DENSITY,
    "activation": _ACTIVATION,
    "need_fulfilment": _NEED_FULFILMENT,
    "unmet_reasons": _UNMET_REASONS,
    "reciprocity": _RECIPROCITY,
    "resident_led_share": _RESIDENT_LED_SHARE,
    "response_rate": _RESPONSE_RATE,
    "bridging": _BRIDGING,
    "organisation_coverage": _ORGANISATION_COVERAGE,
    "leadership_growth": _LEADERSHIP_GROWTH,
    "residents": _RESIDENTS,
}
CONTRIBUTIONS: Mapping[str, str] = {code: _as_one(query) for code, query in _TOLD.items()}
"""By the code of the indicator."""

HOURS: Mapping[str, str] = {
    "need_fulfilment": _as_one("""
    select n.center_id, n.resident_id as person, extract(epoch from min(m.proposed_at) - n.stated_at) / 3600 as hours
    from needs n join matches m on m.center_id = n.center_id and m.need_id = n.id
    where n.stated_at >= :begins and n.stated_at < :ends and m.proposed_at < :ends
    group by n.center_id, n.id, n.resident_id, n.stated_at
    """),
}
"""The hours of which a median is published, by the code of the indicator."""
