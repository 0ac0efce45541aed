"""Offers and needs as one statement each: functions that write them with their candidates, in plain steps.

Each reads a few rows through an index, however many are stored. Candidates are looked for without a join by id: the
plan of a statement that is kept for many calls could turn such a join into reading all offers of the center.
"""

from alembic import op

from shared.kit.one_trip import ARGUMENTS, KEEP

revision = "0005"
down_revision = "0004"

_HELPERS_FOR = """
create function helpers_for(of_center uuid, asker uuid, wanted text, suits smallint[], but uuid[], drawn integer)
returns table (
  my_house uuid, id uuid, resident_id uuid, house_id uuid, free smallint, asked_at timestamptz, helped integer
) language plpgsql as $$
#variable_conflict use_column
declare home uuid;
begin
  perform set_config('app.center', of_center::text, true);
  select house_id into home from residents where id = asker;
  return query
  with near as (
    select id, resident_id, house_id, free, asked_at from offers
    where house_id = home and skill = wanted and state = 'standing' and free = any(suits)
      and resident_id <> all(but)
    order by asked_at nulls first, id limit 4
  ), rested as (
    select found.* from unnest(suits) as mask cross join lateral (
      (select id, resident_id, house_id, free, asked_at from offers
        where skill = wanted and free = mask and state = 'standing' and asked_at is null and lot >= drawn
          and resident_id <> all(but)
        order by asked_at nulls first, lot limit 3)
      union all
      (select id, resident_id, house_id, free, asked_at from offers
        where skill = wanted and free = mask and state = 'standing' and asked_at is null and lot < drawn
          and resident_id <> all(but)
        order by asked_at nulls first, lot limit 3)
      union all
      (select id, resident_id, house_id, free, asked_at from offers
        where skill = wanted and free = mask and state = 'standing' and asked_at is not null
          and resident_id <> all(but)
        order by asked_at nulls first, lot limit 3)
      limit 3
    ) as found
    order by found.asked_at nulls first, found.id limit 6
  )
  select home, chosen.*, coalesce((select helped from residents where id = chosen.resident_id), 0)
  from (select 1) as once left join (select * from near union select * from rested) as chosen on true;
end
$$
"""

_ADD_CANDIDATES = """
create function add_candidates(
  of_center uuid, need uuid, asker uuid, wanted text, at timestamptz, match_ids uuid[], offer_ids uuid[],
  helper_ids uuid[], common smallint[], known boolean[], same boolean[], asked timestamptz[], helps integer[]
) returns void language plpgsql as $$
begin
  insert into matches (center_id, id, need_id, offer_id, asking_id, helping_id, skill, state, common_times,
    times_known, same_house, helper_asked_at, helper_helped, found_at, version)
  select of_center, one.id, need, one.offer, asker, one.helper, wanted, 'found', one.common, one.known, one.same,
    one.asked, one.helps, at, 1
  from unnest(match_ids, offer_ids, helper_ids, common, known, same, asked, helps)
    as one (id, offer, helper, common, known, same, asked, helps);
end
$$
"""

_STATE_NEED = f"""
create function state_need(
  of_center uuid, need uuid, asker uuid, wanted text, at timestamptz, match_ids uuid[], offer_ids uuid[],
  helper_ids uuid[], common smallint[], known boolean[], same boolean[], asked timestamptz[], helps integer[],
  home uuid, words text, free_at smallint, by_channel text, fitting smallint,
  {ARGUMENTS}
) returns void language plpgsql as $$
begin
  perform set_config('app.center', of_center::text, true);
  perform must_be_matched(asker);
  insert into needs (center_id, id, resident_id, house_id, skill, details, free, channel, state, candidates,
    stated_at, version)
  values (of_center, need, asker, home, wanted, words, free_at, by_channel, 'open', fitting, at, 1);
  perform add_candidates(
    of_center, need, asker, wanted, at, match_ids, offer_ids, helper_ids, common, known, same, asked, helps);
  {KEEP}
end
$$
"""

_MUST_BE_MATCHED = """
create function must_be_matched(person uuid) returns residents language plpgsql as $$
declare known residents;
begin
  select * into known from residents where id = person;
  if known.erased then
    raise exception 'resident-erased';
  end if;
  if known.refused then
    raise exception 'consent-withdrawn';
  end if;
  return known;
end
$$
"""

_ANSWER_NEEDS = """
create function answer_needs(
  of_center uuid, offer uuid, helper uuid, offered text, free_at smallint, at timestamptz, suits smallint[],
  match_ids uuid[]
) returns void language plpgsql as $$
declare me residents; one record; place integer := 0;
begin
  select * into me from residents where id = helper;
  if me.erased or me.refused then
    return;
  end if;
  for one in
    select waiting.* from unnest(suits) as mask cross join lateral (
      select id, resident_id, house_id, free from needs
      where skill = offered and free = mask and state = 'open' and candidates < 3 and resident_id <> helper
        and not exists (select from matches where need_id = needs.id and helping_id = helper)
      order by id limit 3
    ) as waiting
    order by waiting.id limit 3
  loop
    update needs set candidates = candidates + 1 where id = one.id and state = 'open';
    continue when not found;
    place := place + 1;
    insert into matches (center_id, id, need_id, offer_id, asking_id, helping_id, skill, state, common_times,
      times_known, same_house, helper_asked_at, helper_helped, found_at, version)
    values (of_center, match_ids[place], one.id, offer, one.resident_id, helper, offered, 'found',
      one.free & free_at, one.free > 0 and free_at > 0, coalesce(one.house_id = me.house_id, false),
      me.asked_at, coalesce(me.helped, 0), at, 1);
  end loop;
end
$$
"""

_MAKE_OFFER = f"""
create function make_offer(
  of_center uuid, offer uuid, helper uuid, offered text, free_at smallint, at timestamptz, suits smallint[],
  match_ids uuid[], words text, by_channel text, drawn smallint,
  {ARGUMENTS}
) returns void language plpgsql as $$
declare me residents;
begin
  perform set_config('app.center', of_center::text, true);
  me := must_be_matched(helper);
  insert into offers (center_id, id, resident_id, house_id, skill, details, free, channel, state, made_at,
    asked_at, lot, version)
  values (of_center, offer, helper, me.house_id, offered, words, free_at, by_channel, 'standing', at,
    me.asked_at, drawn, 1);
  perform answer_needs(of_center, offer, helper, offered, free_at, at, suits, match_ids);
  {KEEP}
end
$$
"""


def upgrade() -> None:
    for function in (
        _HELPERS_FOR, _ADD_CANDIDATES, _MUST_BE_MATCHED, _STATE_NEED, _ANSWER_NEEDS, _MAKE_OFFER
    ):  # fmt: skip
        op.execute(function)
