/** What must hold of the tables in any committed state, each as SQL that finds what breaks it. */
const always: Readonly<Record<string, string>> = {
  'an open need has exactly one accountable unit, a closed one none': `
    select n.id::text || ': ' || n.state || ' with ' || count(a.id) as fault from commitments.need n
    left join commitments.accountability a on a.need_id = n.id and a.to_at is null
    group by n.id, n.state having count(a.id) <> case n.state when 'open' then 1 else 0 end`,
  'who carried a need from when to when has no hole and no overlap': `
    select need_id::text || ': from ' || from_at || ' after ' || coalesce(before::text, 'nothing') as fault from (
      select a.need_id, a.from_at, n.opened_at, row_number() over w as nr, lag(a.to_at) over w as before
      from commitments.accountability a join commitments.need n on n.id = a.need_id
      window w as (partition by a.need_id order by a.from_at, a.to_at nulls last, a.id)) x
    where from_at is distinct from case nr when 1 then opened_at else before end
    union all
    select n.id::text || ': closed ' || n.closed_at || ', carried to ' || max(a.to_at) from commitments.need n
    join commitments.accountability a on a.need_id = n.id where n.state = 'closed' group by n.id, n.closed_at having max(a.to_at) <> n.closed_at`,
  'accountability moves only by an accepted handover': `
    select a.need_id::text || ' by ' || coalesce(c.id::text || ' ' || c.state, 'nothing') as fault from commitments.accountability a
    join commitments.need n on n.id = a.need_id left join commitments.commitment c on c.id = a.by_commitment_id
    where case when a.by_commitment_id is null then a.unit_id <> n.author_unit_id or a.from_at <> n.opened_at
      else c.kind is distinct from 'handover' or c.accepted_at is null or c.to_unit_id <> a.unit_id or not a.need_id = any (c.need_ids) end`,
  'an accepted handover has moved each of its needs once': `
    select c.id::text as fault from commitments.commitment c where c.kind = 'handover' and c.accepted_at is not null
      and (select count(*) from commitments.accountability a where a.by_commitment_id = c.id) <> cardinality(c.need_ids)`,
  'no promise without a clock': `
    select id::text || ' ' || state as fault from commitments.commitment where (ended_at is null) <> (clock_at is not null)`,
  'a handover on its way is of open needs that its giver carries': `
    select c.id::text || ' of ' || k.need as fault from commitments.commitment c, unnest(c.need_ids) k(need)
    where c.kind = 'handover' and c.state in ('offered', 'received', 'proposed') and not exists (select 1 from commitments.need n
      join commitments.accountability a on a.need_id = n.id and a.to_at is null and a.unit_id = c.from_unit_id
      where n.id = k.need and n.state = 'open')`,
  'a need is on its way to one at a time': `
    select k.need::text || ': ' || count(*) as fault from commitments.commitment c, unnest(c.need_ids) k(need)
    where c.kind = 'handover' and c.state in ('offered', 'received', 'proposed') group by k.need having count(*) > 1`,
  'each version of a promise is one event of the history': `
    select c.id::text || ' version ' || c.version || ': ' || count(e.id) as fault from commitments.commitment c
    left join commitments.event e on e.person_id = c.person_id and e.subject_id = c.id group by c.id, c.version having count(e.id) <> c.version`,
  'each version of a need is one event of the history': `
    select n.id::text || ' version ' || n.version || ': ' || count(e.id) as fault from commitments.need n
    left join commitments.event e on e.person_id = n.person_id and e.subject_id = n.id group by n.id, n.version having count(e.id) <> n.version`,
  'a gap was raised once and climbed one rung at a time': `
    select g.id::text || ' level ' || g.level as fault from commitments.gap g
    where (select count(*) from commitments.event e where e.person_id = g.person_id and e.subject_id = g.id and e.type = 'gap_raised')
        + (select count(*) from commitments.event e where e.person_id = g.person_id and e.subject_id = g.id and e.type = 'gap_climbed')
      <> 1 + g.level`,
  'no gap is left for something done': `
    select g.kind || ' ' || g.id || ' of a promise ' || c.state as fault from commitments.gap g join commitments.commitment c on c.id = g.subject_id
    where g.closed_at is null and not case g.kind when 'unanswered' then c.state in ('offered', 'received', 'proposed')
      when 'overdue' then c.state in ('accepted', 'paused') when 'lapsed' then c.state = 'lapsed' when 'declined_without_owner' then c.state = 'declined' else true end
    union all
    select g.kind || ' ' || g.id || ' though ' || c.id || ' follows' from commitments.gap g join commitments.commitment c on c.follows_id = g.subject_id
    where g.closed_at is null and g.kind in ('lapsed', 'declined_without_owner')`,
  'what is done about a gap ends with it, or when it is settled': `
    select t.id::text || ' ' || t.state as fault from commitments.gap_task t join commitments.gap g on g.person_id = t.person_id and g.id = t.gap_id
    where t.state in ('asked', 'taken') and (g.closed_at is not null or g.settled_at is not null)`,
  'each version of what is done about a gap is one event of the history': `
    select t.id::text || ' version ' || t.version || ': ' || count(e.id) as fault from commitments.gap_task t
    left join commitments.event e on e.person_id = t.person_id and e.subject_id = t.id group by t.id, t.version having count(e.id) <> t.version`,
  'a gap is settled and opened again by turns, and both are told': `
    select g.id::text as fault from commitments.gap g
    where (select count(*) filter (where e.type = 'gap_settled') - count(*) filter (where e.type = 'gap_reopened') from commitments.event e
      where e.person_id = g.person_id and e.subject_id = g.id) <> case when g.settled_at is null then 0 else 1 end`,
  'who carries or has promised something is in the circle': `
    select x.unit_id::text || ' ' || x.what as fault from (
      select person_id, unit_id, 'carries ' || need_id as what from commitments.accountability where to_at is null
      union all select person_id, to_unit_id, 'has promised ' || id from commitments.commitment where state in ('accepted', 'paused') and to_kind = 'unit') x
    where not exists (select 1 from people.engagement e where e.person_id = x.person_id and e.unit_id = x.unit_id and e.valid_to is null)`,
  'a claimed key has its answer': `select key as fault from access.request where status is null or answer is null`,
};

/** What holds besides when a round of the clock has just gone through and nothing else happens. `$1`: now. */
const afterSweep: Readonly<Record<string, string>> = {
  'every offer has ended when its time is out': `
    select id::text || ' ' || state as fault from commitments.commitment
    where state in ('offered', 'received', 'proposed') and lapses_at <= $1::timestamptz`,
  'silence and lateness are a gap': `
    select c.id::text || ' ' || c.state || ' since ' || c.clock_at as fault from commitments.commitment c
    where c.ended_at is null and c.clock_at <= $1::timestamptz and not exists (select 1 from commitments.gap g where g.subject_id = c.id and g.closed_at is null
      and g.kind = case when c.state in ('offered', 'received', 'proposed') then 'unanswered' else 'overdue' end)`,
  'a gap in time is none': `
    select g.kind || ' ' || g.id as fault from commitments.gap g join commitments.commitment c on c.id = g.subject_id
    where g.closed_at is null and g.kind in ('unanswered', 'overdue') and c.clock_at > $1::timestamptz`,
  'a gap climbs when its time is out': `
    select id::text as fault from commitments.gap where closed_at is null and settled_at is null and level < 3 and climbs_at <= $1::timestamptz`,
  'what was closed with a reason is open again when its time of review has come': `
    select id::text as fault from commitments.gap where closed_at is null and settled_at is not null and review_at <= $1::timestamptz`,
  'nobody waits to be judged': `select person_id::text as fault from commitments.recheck where at <= $1::timestamptz`,
};

export type Ask = <R extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<R[]>;

async function judge(ask: Ask, rules: Readonly<Record<string, string>>, values: unknown[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, text] of Object.entries(rules))
    for (const { fault } of await ask<{ fault: string }>(`${text} limit 5`, values)) faults.push(`${name}: ${fault}`);
  return faults;
}

/** What is broken in the tables, in words; each rule is one statement and so sees one state. `ask` must see past every policy. */
export const broken = (ask: Ask): Promise<string[]> => judge(ask, always, []);

/** As `broken`, when a round of the clock at `now` (epoch ms) has just ended and nothing else happens. */
export const brokenAfterSweep = async (ask: Ask, now: number): Promise<string[]> => [
  ...(await judge(ask, always, [])),
  ...(await judge(ask, afterSweep, [new Date(now).toISOString()])),
];
