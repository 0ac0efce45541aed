"""The hot path as one statement: a function that keeps a sheet with its facts, its audit line and the kept answer."""

from alembic import op

from shared.kit.one_trip import ARGUMENTS, KEEP

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_GIVE_ANSWERS = f"""
create function give_answers(
  of_center uuid, of_survey uuid, sheet uuid, resident uuid, by_channel text, on_paper text, by_manager uuid,
  given_at timestamptz, agreed text[], given jsonb, unnamed boolean,
  {ARGUMENTS}
) returns void language plpgsql as $$
#variable_conflict use_column
declare erased_already boolean;
begin
  perform set_config('app.center', of_center::text, true);
  perform from surveys s
    where s.center_id = of_center and s.id = of_survey and s.state = 'open'
      and (s.closes_at is null or s.closes_at > now())
    for share;
  if not found then
    raise exception 'not-open';
  end if;
  if resident is not null then
    select r.erased into erased_already from residents r where r.center_id = of_center and r.id = resident;
    if erased_already or (by_manager is not null and erased_already is null) then
      raise exception 'resident-unknown';
    end if;
  end if;
  if unnamed and resident is not null then
    insert into answered (center_id, survey_id, resident_id) values (of_center, of_survey, resident)
    on conflict do nothing;
    if not found then
      raise exception 'already-answered';
    end if;
  end if;
  insert into sheets
    (center_id, survey_id, id, resident_id, channel, number, entered_by, answered_at, consents, answers)
  values (of_center, of_survey, sheet, case when unnamed then null else resident end, by_channel, on_paper,
    by_manager, given_at, agreed, given)
  on conflict do nothing;
  if not found then
    if exists (
      select from sheets s
      where s.center_id = of_center and s.survey_id = of_survey and s.number = on_paper) then
      raise exception 'number-taken';
    end if;
    raise exception 'already-answered';
  end if;
  {KEEP}
end
$$
"""


def upgrade() -> None:
    op.execute(_GIVE_ANSWERS)
