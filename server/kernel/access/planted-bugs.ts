/**
 * Faults that someone could make in the access rule. Each is planted in a database of the test's own and must be found by the random worlds.
 * `within` a function (schema.name) every `from` becomes `to`; or a policy (table, name) gets another condition.
 */
export type PlantedBug = { readonly name: string } & (
  | { readonly within: readonly string[]; readonly from: string; readonly to: string }
  | { readonly policy: readonly [table: string, name: string]; readonly using: string }
);

const rule = ['access.readable'];
const tie = ['access.tie'];
const enter = ['access.enter'];
const open = ['audit.record'];

export const plantedBugs: readonly PlantedBug[] = [
  { name: 'a unit block is ignored', within: rule, from: "b.level = 'unit' and", to: 'false and' },
  { name: 'a provider block is ignored', within: rule, from: "b.level = 'provider' and", to: 'false and' },
  {
    name: 'a block counts only while it has no end',
    within: rule,
    from: '(b.lifted_at is null or b.lifted_at > c.now)',
    to: 'b.lifted_at is null',
  },
  {
    name: 'a lifted block still bites',
    within: rule,
    from: '(b.lifted_at is null or b.lifted_at > c.now)',
    to: 'true',
  },
  { name: 'a no is taken for a consent', within: rule, from: "k.decision = 'yes'", to: 'true' },
  { name: 'consent of any kind opens', within: rule, from: "m.kind = 'disclosure' and", to: '' },
  {
    name: 'withdrawn consent is honoured',
    within: rule,
    from: '(k.withdrawn_at is null or k.withdrawn_at > c.now)',
    to: 'true',
  },
  {
    name: 'consent that has run out is honoured',
    within: rule,
    from: '(k.valid_until is null or k.valid_until > c.now)',
    to: 'true',
  },
  { name: 'consent from tomorrow counts today', within: rule, from: 'k.valid_from <= c.now', to: 'true' },
  {
    name: 'consent given for another unit',
    within: rule,
    from: 'cu.unit_id = c.unit_id and cu.included',
    to: 'cu.included',
  },
  {
    name: 'consent where the reader is excepted',
    within: rule,
    from: 'cu.unit_id = c.unit_id and cu.included',
    to: 'cu.unit_id = c.unit_id',
  },
  {
    name: 'consent that names one side only',
    within: rule,
    from: 'o.unit_id = a.unit_id and o.included',
    to: 'o.included',
  },
  { name: 'an excepted unit is ignored', within: rule, from: 'and not o.included', to: 'and false' },
  { name: 'shared record for another purpose than care', within: rule, from: "c.purpose = 'care'", to: 'true' },
  {
    name: 'shared record reaches outside SVOD',
    within: rule,
    from: "pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg') and c.purpose",
    to: "pr.branch <> 'person' and c.purpose",
  },
  {
    name: 'a relation that has ended opens',
    within: rule,
    from: '(e.valid_to is null or e.valid_to > c.now)) as inside',
    to: 'true) as inside',
  },
  {
    name: 'a relation to come opens',
    within: rule,
    from: 'and e.valid_from <= c.now and (e.valid_to',
    to: 'and (e.valid_to',
  },
  {
    name: 'the circle of another unit opens',
    within: rule,
    from: 'e.person_id = p and e.unit_id = c.unit_id',
    to: 'e.person_id = p',
  },
  {
    name: 'no relation is needed within the provider',
    within: rule,
    from: 'when not (circle.inside or danger.life) then null',
    to: "when pr.id = c.provider_id then 'same_provider' when not (circle.inside or danger.life) then null",
  },
  {
    name: 'a relation that has ended lets write',
    within: tie,
    from: '(e.valid_to is null or e.valid_to > c.now)',
    to: 'true',
  },
  {
    name: 'an assignment that has ended',
    within: enter,
    from: 'and (a.valid_to is null or a.valid_to > c.now)',
    to: '',
  },
  { name: 'an assignment to come', within: enter, from: 'and a.valid_from <= c.now', to: '' },
  { name: 'an assignment at another unit', within: enter, from: 'and a.unit_id = c.unit_id', to: '' },
  {
    name: 'staff who have been shut out',
    within: enter,
    from: 'and (m.disabled_at is null or m.disabled_at > c.now)',
    to: '',
  },
  { name: 'a unit that has closed', within: enter, from: 'and (u.closed_at is null or u.closed_at > c.now)', to: '' },
  { name: 'a revoked session', within: enter, from: 'and s.revoked_at is null', to: '' },
  { name: 'a session that is over', within: enter, from: 'and s.expires_at > c.now', to: '' },
  {
    name: 'a pending offer opens who it is about',
    within: tie,
    from: "then 'known'",
    to: "or exists (select 1 from commitments.commitment o where o.person_id = p and o.to_unit_id = c.unit_id) then 'known'",
  },
  {
    name: 'an offer to several opens who it is about',
    within: tie,
    from: "then 'known'",
    to: "or exists (select 1 from commitments.commitment o where o.person_id = p and c.unit_id = any (o.open_to)) then 'known'",
  },
  {
    name: 'an offer that came to nothing opens what was offered',
    policy: ['commitments.commitment', 'party'],
    using:
      '(select access.staff_unit()) in (from_unit_id, case when disclosed_at is not null or ended_at is not null then to_unit_id end)',
  },
  {
    name: 'a receiver reads before it may know who',
    policy: ['commitments.commitment', 'party'],
    using: '(select access.staff_unit()) in (from_unit_id, to_unit_id)',
  },
  {
    name: 'a message is read by the whole circle',
    policy: ['commitments.commitment', 'message_between'],
    using:
      "kind <> 'message' or (select access.kind()) <> 'relative' or relative_id = (select (access.caller()).actor_id)",
  },
  {
    name: 'a relative with a share reads what the person wrote to a unit',
    policy: ['commitments.commitment', 'message_between'],
    using:
      "kind <> 'message' or (select access.kind()) <> 'staff' or (select access.staff_unit()) in (from_unit_id, case when disclosed_at is not null then to_unit_id end)",
  },
  {
    name: 'needs that someone else of the circle has carried',
    policy: ['commitments.need', 'party'],
    using:
      '(select access.staff_unit()) is not null and exists (select 1 from commitments.accountability a where a.person_id = need.person_id and a.need_id = need.id)',
  },
  {
    name: "gaps that are nobody's own",
    policy: ['commitments.gap', 'party'],
    using: '(select access.staff_unit()) is not null',
  },
  {
    name: 'a goal for named units is read by all',
    policy: ['plans.goal', 'kept_to'],
    using: 'true',
  },
  {
    name: 'a promise for named units is read by all',
    policy: ['commitments.commitment', 'kept_to'],
    using: 'true',
  },
  {
    name: 'what is kept to named units is shown to relatives',
    policy: ['commitments.commitment', 'kept_to'],
    using:
      "(kept_to is null or (select access.staff_unit()) = any (kept_to) or (select access.kind()) in ('person', 'relative', 'system')) is true",
  },
  {
    name: 'what is kept to named units is hidden from the person',
    policy: ['plans.evaluation', 'kept_to'],
    using:
      "(kept_to is null or (select access.staff_unit()) = any (kept_to) or (select access.kind()) = 'system') is true",
  },
  {
    name: 'emergency that has ended',
    within: rule,
    from: 'and e.opened_at <= c.now and e.closes_at > c.now',
    to: 'and e.opened_at <= c.now',
  },
  {
    name: 'emergency opens blocked data',
    within: rule,
    from: "b.level = 'provider' and",
    to: "b.level = 'provider' and not danger.life and",
  },
  {
    name: 'emergency of a colleague',
    within: [...rule, ...tie],
    from: 'and e.assignment_id = c.assignment_id',
    to: '',
  },
  {
    name: 'lifting one inner block lifts all',
    within: rule,
    from: 'a.unit_id = any (danger.lifted)',
    to: 'cardinality(danger.lifted) > 0',
  },
  {
    name: 'lifting an inner block of another provider',
    within: rule,
    from: 'pr.id = c.provider_id and a.unit_id = any',
    to: 'a.unit_id = any',
  },
  {
    name: 'danger to life opens school and family services',
    within: rule,
    from: "danger.life and pr.branch in ('health', 'omsorg')",
    to: 'danger.life',
  },
  {
    name: 'a ground for another branch',
    within: rule,
    from: 'and pr.branch = any (lg.from_branches) and c.branch = any (lg.to_branches)',
    to: '',
  },
  { name: 'a ground of another provider', within: rule, from: 'and g.from_provider_id = pr.id', to: '' },
  { name: 'a ground for another unit', within: rule, from: 'g.to_unit_id = c.unit_id and', to: '' },
  {
    name: 'a ground that has been ended',
    within: rule,
    from: '(g.ended_at is null or g.ended_at > c.now)',
    to: 'true',
  },
  { name: 'a ground that has run out', within: rule, from: 'and g.valid_until > c.now and', to: 'and' },
  {
    name: 'a law that is not in force',
    within: rule,
    from: "and lg.valid_from <= (c.now at time zone 'Europe/Stockholm')::date and (lg.valid_until is null or lg.valid_until > (c.now at time zone 'Europe/Stockholm')::date)",
    to: '',
  },
  {
    name: 'OSL 25:11 across authorities',
    within: rule,
    from: "pr.authority_id = c.authority_id and pr.branch = 'health'",
    to: "pr.branch = 'health'",
  },
  {
    name: 'health care and social care of one municipality are one',
    within: rule,
    from: "pr.branch = 'omsorg' and c.branch = 'omsorg'",
    to: "pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg')",
  },
  { name: 'companies of one group are one', within: rule, from: "au.kind in ('region', 'municipality')", to: 'true' },
  {
    name: 'a share that has been withdrawn',
    within: open,
    from: 'and (s.withdrawn_at is null or s.withdrawn_at > c.now)',
    to: '',
  },
  { name: 'a share given to another relative', within: open, from: 'and s.relative_id = c.actor_id', to: '' },
  {
    name: 'a relative reads parts not shared',
    within: ['access.grants'],
    from: 'o.parts is null or p_part = any (o.parts)',
    to: 'true',
  },
  {
    name: 'a relative of another person',
    within: tie,
    from: 'r.id = c.actor_id and r.person_id = p\n      and c.person_id = p',
    to: 'r.id = c.actor_id',
  },
  {
    name: 'a relative who no longer is one',
    within: tie,
    from: 'and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now)',
    to: '',
  },
  {
    name: 'one guardian sees the other',
    within: ['access.other_guardians'],
    from: "access.kind() is distinct from 'relative'",
    to: 'true',
  },
  {
    name: 'protected details without being named',
    within: open,
    from: "q.protection = 'none'",
    to: "q.protection <> 'protected_registration'",
  },
  {
    name: 'named for protected details once, but no longer',
    within: open,
    from: 'and (g.valid_to is null or g.valid_to > c.now)',
    to: '',
  },
  { name: 'a colleague is named for protected details', within: open, from: 'and g.staff_id = c.actor_id', to: '' },
  {
    name: 'the address is open to those who have left the circle',
    policy: ['people.person_contact', 'within_relation'],
    using: "(select access.kind()) <> 'relative'",
  },
  { name: 'who blocked is told', policy: ['people.block', 'who_blocked'], using: 'true' },
  { name: 'a list opens everything', within: open, from: "p_mode = 'list' and c.kind = 'staff'", to: 'false' },
  { name: 'the log is forgotten', policy: ['people.person', 'log_first'], using: 'true' },
  {
    name: 'a log row of another transaction opens',
    within: ['access.own'],
    from: 'e.xid = pg_current_xact_id_if_assigned() and',
    to: '',
  },
  {
    name: "another's log row in the same transaction opens",
    within: ['access.own'],
    from: "and e.signature = left(current_setting('app.ctx', true), 64)",
    to: '',
  },
  {
    name: 'logging one person opens another',
    within: open,
    from: 'opened || o.persons',
    to: '(select array_agg(a.person_id) from people.author a)',
  },
];
