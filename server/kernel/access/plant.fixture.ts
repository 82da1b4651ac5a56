import type pg from 'pg';
import type { SignContext } from './context.ts';
import type { Case } from './random-world.fixture.ts';
import { identityTables, keptTables, type Row } from './world-facts.ts';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const day = 86_400_000;

/** What the database's row looks like; columns not named here have defaults. */
export function columnsOf(row: Row, now: number): Record<string, unknown> {
  const base = { id: row.id, person_id: row.person, author_unit_id: row.author };
  const plan = { ...base, plan_id: row.person };
  const t = iso(now - day);
  switch (row.table) {
    case 'people.person':
    case 'people.person_identifier':
    case 'people.person_contact':
    case 'people.consent_unit':
      throw new Error('planted with its person or consent');
    case 'people.engagement':
      return {
        ...base,
        unit_id: row.unit,
        role: 'performer',
        basis: 'care_relation',
        valid_from: iso(row.from),
        valid_to: iso(row.to),
        version: 1,
      };
    case 'people.named_contact':
      return {
        ...base,
        kind: 'care_contact',
        unit_id: row.author,
        staff_id: row.person,
        valid_from: t,
        valid_to: t,
        version: 1,
      };
    case 'people.consent':
      return {
        ...base,
        kind: row.kind,
        decision: row.decision,
        form: 'oral',
        given_by: 'person',
        about: '',
        except_about: '',
        relative_id: row.relative,
        valid_from: iso(row.from),
        valid_until: iso(row.to),
        withdrawn_at: iso(row.withdrawnAt),
        withdrawn_form: row.withdrawnAt === null ? null : 'oral',
        recorded_by: 'test',
        version: 1,
      };
    case 'people.block':
      return {
        ...base,
        level: row.unit ? 'unit' : 'provider',
        unit_id: row.unit,
        provider_id: row.provider,
        valid_from: iso(row.from),
        lifted_at: iso(row.to),
        version: 1,
      };
    case 'people.ground':
      return {
        ...base,
        code: row.code,
        from_provider_id: row.fromProvider,
        to_unit_id: row.toUnit,
        evidence: 'a reason long enough',
        valid_from: iso(row.from),
        valid_until: iso(row.to),
        ended_at: iso(row.endedAt),
        version: 1,
      };
    case 'people.emergency':
      return {
        ...base,
        assignment_id: row.assignment,
        code: row.code,
        lifted_unit_id: row.liftedUnit,
        reason: 'a reason long enough',
        opened_at: iso(row.from),
        closes_at: iso(row.to),
      };
    case 'people.unmask_grant':
      return { ...base, staff_id: row.staff, valid_from: iso(row.from), valid_to: iso(row.to) };
    case 'people.relative':
      return {
        ...base,
        name: 'R',
        relation: row.relation,
        valid_from: iso(row.from),
        valid_to: iso(row.to),
        version: 1,
      };
    case 'people.relative_share':
      return {
        ...base,
        relative_id: row.relative,
        part: row.shares,
        valid_from: iso(row.from),
        withdrawn_at: iso(row.to),
      };
    case 'people.voice':
      return { ...base, words: 'w', said_by: 'person', said_at: t, recorded_by: 'test' };
    case 'people.voice_picture':
      return {
        ...base,
        type: 'image/jpeg',
        content: '\\x00',
        width: 1,
        height: 1,
        alt: 'w',
        added_at: t,
        removed_at: t,
        recorded_by: 'test',
        version: 1,
      };
    case 'people.alert':
      return { ...base, kind: 'risk', words: 'w', valid_from: t, recorded_by: 'test', version: 1 };
    case 'commitments.need':
      return { ...base, area: 'd5', words: 'w', state: 'open', opened_at: t, version: 1 };
    case 'commitments.accountability':
      return { ...base, need_id: row.need, unit_id: row.unit, from_at: iso(row.from), to_at: iso(row.to) };
    case 'commitments.commitment': {
      const accepted = ['accepted', 'paused', 'kept', 'not_kept'].includes(row.state);
      const ended = ['kept', 'not_kept', 'declined', 'withdrawn', 'lapsed'].includes(row.state);
      const seen = accepted ? t : null;
      return {
        ...base,
        kind: row.message ? 'message' : 'request',
        state: row.state,
        what: 'w',
        detail: '',
        area: 'd5',
        urgency: 'soon',
        from_kind: row.fromUnit ? 'unit' : 'person',
        from_unit_id: row.fromUnit,
        to_kind: row.toUnit || row.openTo.length > 0 ? 'unit' : row.relative ? 'relative' : 'person',
        to_unit_id: row.toUnit,
        open_to: row.openTo,
        relative_id: row.relative,
        need_ids: [],
        basis_kind: 'own',
        offered_at: t,
        offered_by: 'test',
        delivered_at: seen,
        received_at: seen,
        accepted_at: seen,
        disclosed_at: row.disclosed ? t : null,
        answer_by: iso(now),
        due_at: iso(now),
        lapses_at: iso(now),
        proposed_due_at: iso(now),
        paused_until: iso(now),
        ended_at: ended ? t : null,
        end_note: row.message ? 'w' : '',
        version: 1,
      };
    }
    case 'commitments.event':
      return { ...base, subject_id: row.subject, type: 'offered', at: t, actor: 'test', data: {} };
    case 'commitments.gap':
      return {
        ...base,
        kind: 'overdue',
        subject_id: row.id,
        since: t,
        move_unit_id: row.move,
        giver_unit_id: row.giver,
        municipality_code: '1496',
        level: 3,
        level_at: t,
        version: 1,
      };
    case 'commitments.gap_answer':
      return { ...base, gap_id: row.gap, level: 0, unit_id: row.author, actor: 'test', words: 'w', at: t };
    case 'plans.plan':
      return {
        ...base,
        type: 'SIP',
        state: 'closed',
        title: 't',
        person_agrees: 'yes',
        opened_at: t,
        closed_at: t,
        close_reason: 'goals_met',
        edition: 0,
        version: 1,
        no_other_measures: false,
      };
    case 'plans.goal':
      return { ...plan, words: 'w', measure: '', horizon: 'long', state: 'open', sort: 0, version: 1 };
    case 'plans.intervention':
      return { ...plan, goal_id: row.id, commitment_id: row.id, sort: 0, version: 1 };
    case 'plans.other_measure':
      return { ...plan, what: 'w', who: 'w', version: 1 };
    case 'plans.follow_up':
      return { ...plan, held_at: t, form: 'home', outcome: 'continue', person_words: '' };
    case 'plans.evaluation':
      return { ...plan, follow_up_id: row.id, goal_id: row.id, result: 'reached', words: '' };
    case 'plans.section':
      return { ...plan, plan_id: row.id, kind: 'works', words: 'w', said_by: 'person', version: 1 };
    case 'plans.meeting':
      return {
        ...plan,
        kind: 'planning',
        state: 'held',
        starts_at: t,
        ends_at: iso(Date.parse(t ?? '') + 3_600_000),
        form: 'home',
        place: '',
        practical: '',
        sequence: 0,
        called_at: t,
        ended_at: t,
        version: 1,
      };
    case 'plans.meeting_party':
      return {
        ...base,
        meeting_id: row.id,
        kind: 'invited',
        name: 'w',
        answer: 'waiting',
        answer_words: '',
        representative: '',
        version: 1,
      };
    case 'plans.approval':
      return {
        ...plan,
        plan_version: 1,
        by_kind: 'person',
        answer: 'yes',
        how: 'oral',
        words: '',
        at: t,
        actor: 'test',
      };
    case 'plans.offer':
      return {
        ...base,
        occasion: 'discharge',
        answer: 'no',
        said_by: 'person',
        words: 'Vi klarar oss',
        offered_at: t,
      };
    case 'plans.part_version':
      return {
        person_id: row.person,
        plan_id: row.person,
        part: 'goal',
        part_id: row.id,
        version: 1,
        edition: 0,
        content: {},
        at: t,
        actor: 'test',
        author_unit_id: row.author,
        by_unit_id: row.by,
      };
    default:
      return row satisfies never;
  }
}

const history = new Set<string>(['commitments.event', 'commitments.gap', 'commitments.gap_answer']);

/** Tables to rows, as JSON for `probe.plant`. The register of authors is planted as the triggers keep it. */
function tablesOf(cases: readonly Case[]): Record<string, Record<string, unknown>[]> {
  const all: Record<string, Record<string, unknown>[]> = {};
  const put = (table: string, row: Record<string, unknown>): unknown => (all[table] ??= []).push(row);
  for (const { world, caller } of cases) {
    for (const s of world.staff)
      put('organisations.staff', { id: s.id, subject: s.id, name: 'T', title: 'T', disabled_at: iso(s.disabledAt) });
    for (const a of world.assignments)
      put('organisations.assignment', {
        id: a.id,
        staff_id: a.staffId,
        unit_id: a.unitId,
        role: a.role,
        valid_from: iso(a.from),
        valid_to: iso(a.to),
      });
    for (const s of world.sessions)
      put('identity.session', {
        token_hash: `\\x${s.id.replaceAll('-', '')}`,
        id: s.id,
        subject: 's',
        assignment_id: caller.kind === 'staff' ? caller.assignmentId : null,
        created_at: iso(world.now - day),
        seen_at: iso(world.now - day),
        expires_at: iso(s.expiresAt),
        ends_at: iso(s.expiresAt),
        revoked_at: s.revoked ? iso(world.now) : null,
        language: 'sv',
      });
    for (const [id, p] of world.persons) {
      put('people.person', {
        person_id: id,
        given_name: 'T',
        family_name: 'T',
        birth_date: '1940-01-01',
        protection: p.protection,
        language: 'sv',
        interpreter: false,
        version: 1,
      });
      put('people.person_identifier', {
        system: 'reservnummer',
        value: `${id.slice(0, 8)}000${id.slice(-1)}`.toUpperCase(),
        person_id: id,
      });
      put('people.person_contact', { person_id: id, street: 'S', version: 1 });
    }
    const authors = new Set<string>();
    for (const row of world.rows) {
      if (row.author && !history.has(row.table)) authors.add(`${row.person} ${row.author}`);
      if (row.table === 'people.engagement') authors.add(`${row.person} ${row.unit}`);
      if (row.table === 'plans.part_version') authors.add(`${row.person} ${row.by}`);
      if (row.table === 'commitments.commitment' && row.disclosed && row.toUnit)
        authors.add(`${row.person} ${row.toUnit}`);
      if (row.table === 'people.consent')
        for (const u of row.units)
          put('people.consent_unit', {
            consent_id: row.id,
            person_id: row.person,
            unit_id: u.unit,
            included: u.included,
            author_unit_id: row.author,
          });
      if (row.table !== 'people.consent_unit' && !(identityTables as readonly string[]).includes(row.table))
        put(row.table, {
          ...columnsOf(row, world.now),
          ...(keptTables.has(row.table) ? { kept_to: row.keptTo ?? null } : {}),
        });
    }
    for (const a of authors) put('people.author', { person_id: a.slice(0, 36), unit_id: a.slice(37) });
  }
  return all;
}

/** Tables a caller is asked about, with how each row is called in a world. */
export const looked: Record<string, string> = {
  'people.person': 'person_id::text',
  'people.person_identifier': 'person_id::text',
  'people.person_contact': 'person_id::text',
  'people.consent_unit': "consent_id || '/' || unit_id",
  'plans.part_version': 'part_id::text',
};

/** Functions of the test database alone: to plant many worlds at once, and to look at one as a caller inside a savepoint. */
export function probeSql(tables: readonly string[]): string {
  const named = [...tables, 'people.person', 'people.person_identifier', 'people.person_contact'];
  return `
create schema probe;
create function probe.plant(p jsonb) returns void language plpgsql as $f$
declare t text; c text;
begin
  perform set_config('session_replication_role', 'replica', true);
  for t in select jsonb_object_keys(p) loop
    select string_agg(quote_ident(k), ', ') into c from jsonb_object_keys(p -> t -> 0) k;
    execute format('insert into %s (%s) select %s from jsonb_populate_recordset(null::%s, $1)', t, c, c, t) using p -> t;
  end loop;
  perform set_config('session_replication_role', 'origin', true);
end $f$;
create function probe.look(p_ctx text, p_mode text, p_persons uuid[], p_tables text[], p_logged uuid[], p_strange text, p_actor uuid) returns jsonb language plpgsql as $f$
declare r jsonb; v_access jsonb;
begin
  begin
    if p_logged <> p_persons then
      insert into audit.entry (epoch, xid, signature, kind, unit_id, actor_id, body, leaf, persons, grant_person, grant_author, writable, unmasked)
      select 1, case p_strange when 'other_transaction' then '3' else pg_current_xact_id() end, case p_strange when 'other_actor' then repeat('0', 64) else left(p_ctx, 64) end,
        split_part(substr(p_ctx, 66), '|', 1), nullif(split_part(p_ctx, '|', 6), '')::uuid, case p_strange when 'other_actor' then gen_random_uuid() else p_actor end,
        '{}', '', p_persons, coalesce(array_agg(a.person_id), '{}'), coalesce(array_agg(a.unit_id), '{}'), p_persons, p_persons from people.author a where a.person_id = any (p_persons);
    end if;
    perform set_config('role', 'mellanrum_app', true);
    begin
      perform access.enter(p_ctx);
    exception when sqlstate 'MR401' or sqlstate 'MR403' then
      raise exception using errcode = 'PR0BE', message = jsonb_build_object('refused', sqlstate)::text;
    end;
    perform audit.open('probe', p_logged, p_mode, '{}');
    r := jsonb_build_object('writable', nullif(access.writable(), '{}'));
    ${named.map((t) => `if '${t}' = any (p_tables) then r := r || jsonb_build_object('${t}', (select array_agg(${looked[t] ?? 'id::text'}) from ${t} where person_id = any (p_persons))); end if;`).join('\n    ')}
    perform set_config('role', 'none', true);
    select body::jsonb -> 'access' into v_access from audit.entry where xid = pg_current_xact_id_if_assigned() order by seq desc limit 1;
    raise exception using errcode = 'PR0BE', message = (r || jsonb_build_object('access', v_access))::text;
  exception when sqlstate 'PR0BE' then r := sqlerrm::jsonb;
  end;
  return r;
end $f$;`;
}

export interface Seen {
  readonly refused?: string;
  readonly access?: readonly {
    readonly person: string;
    readonly tie?: string;
    readonly author?: string;
    readonly basis?: string;
  }[];
  readonly writable?: readonly string[] | null;
  readonly [table: string]: unknown;
}

/** For the sessions that look: nothing is to be planned or waited for more than once. */
export const probeOptions =
  '-c TimeZone=UTC -c jit=off -c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off';

export async function plant(client: pg.ClientBase, cases: readonly Case[]): Promise<void> {
  await client.query('select probe.plant($1)', [JSON.stringify(tablesOf(cases))]);
}

/** What each case's caller sees, in both ways of asking: [person, list]. */
export async function look(client: pg.ClientBase, sign: SignContext, cases: readonly Case[]): Promise<[Seen, Seen][]> {
  const asked = cases.flatMap(({ world, caller, purpose, logged, strange }) => {
    const tables = [...new Set(world.rows.map((r) => r.table))];
    return (['person', 'list'] as const).map((how) => ({
      ctx: sign(caller, purpose, world.now),
      how,
      persons: [...world.persons.keys()],
      tables,
      logged,
      strange,
      actor:
        caller.kind === 'staff'
          ? caller.staffId
          : caller.kind === 'relative'
            ? caller.relativeId
            : caller.kind === 'person'
              ? caller.personId
              : null,
    }));
  });
  const { rows } = await client.query<{ seen: Seen }>(
    `select probe.look(a ->> 'ctx', a ->> 'how', array(select jsonb_array_elements_text(a -> 'persons'))::uuid[],
      array(select jsonb_array_elements_text(a -> 'tables')), array(select jsonb_array_elements_text(a -> 'logged'))::uuid[], a ->> 'strange', (a ->> 'actor')::uuid) as seen from jsonb_array_elements($1) with ordinality x(a, n) order by n`,
    [JSON.stringify(asked)],
  );
  return cases.map((_, i) => [rows[2 * i]?.seen as Seen, rows[2 * i + 1]?.seen as Seen]);
}
