import { sql } from 'kysely';
import type { Hours } from '../../contract/kernel/opening-hours.ts';
import type { Consent, HistoryKind, HistoryLine, NamedContactKind, Voice, Why } from '../../contract/people.ts';
import type { Ground, Request, Work } from '../kernel/db/transaction.ts';
import { isoNow } from './people.store.ts';

/** Asks one SQL function that enters, logs and reads in a round trip of its own, committed before it answers. */
async function ask(ground: Ground, request: Request, call: string, values: readonly unknown[]): Promise<string | null> {
  const context = ground.database.sign(request.caller, request.purpose, ground.clock.now());
  const { rows } = await ground.database.app.query<{ text: string | null }>({
    name: call,
    text: `select ${call} as text`,
    values: [context, ...values],
  });
  return rows[0]?.text ?? null;
}

/** All of these: null when the caller may not know the person; the attempt is logged. */
export const pageText = (ground: Ground, request: Request, personId: string): Promise<string | null> =>
  ask(ground, request, 'people.page($1, $2)', [personId]);
export const exportText = (ground: Ground, request: Request, personId: string): Promise<string | null> =>
  ask(ground, request, 'people.export($1, $2)', [personId]);
export const logText = (
  ground: Ground,
  request: Request,
  personId: string,
  before: number | null,
  limit: number,
): Promise<string | null> => ask(ground, request, 'audit.person_log($1, $2, $3, $4)', [personId, before, limit]);

export const readersText = (ground: Ground, request: Request, personId: string): Promise<string | null> =>
  ask(ground, request, 'people.readers($1, $2)', [personId]);

/** What has happened before an instant, and before the row of that key among those of the same instant. */
export interface HistoryBefore {
  readonly at: string;
  readonly key: string;
}
export async function historyRows(
  ground: Ground,
  request: Request,
  personId: string,
  asked: { kind: HistoryKind | undefined; before: HistoryBefore | null; limit: number },
): Promise<{ items: HistoryLine[]; next: HistoryBefore | null } | null> {
  const { kind, before, limit } = asked;
  const values = [personId, kind === undefined ? null : [kind], before?.at ?? null, before?.key ?? null, limit];
  const text = await ask(ground, request, 'people.history($1, $2, $3, $4, $5, $6)', values);
  return text === null ? null : (JSON.parse(text) as { items: HistoryLine[]; next: HistoryBefore | null });
}

export type WhyRow = Omit<Why, 'sees'> & { sees: (Why['sees'][number] & { branch: string })[] };
export async function whyRow(ground: Ground, request: Request, personId: string): Promise<WhyRow | null> {
  const text = await ask(ground, request, 'people.why($1, $2)', [personId]);
  return text === null ? null : (JSON.parse(text) as WhyRow);
}

export interface FoundPage {
  readonly items: unknown[];
  readonly total: number;
  readonly next: { f: string; g: string; id: string } | null;
}
export async function findRows(
  work: Work,
  asked: { name: string | null; identity: string | null; logged: string; after: FoundPage['next']; limit: number },
): Promise<FoundPage> {
  const after = asked.after === null ? null : JSON.stringify(asked.after);
  const { rows } = await sql<{
    page: FoundPage;
  }>`select people.find(${asked.name}, ${asked.identity}, ${asked.logged}, ${after}::jsonb, ${asked.limit}) as page`.execute(
    work.tx,
  );
  return rows[0]?.page ?? { items: [], total: 0, next: null };
}

export async function voiceRows(
  work: Work,
  personId: string,
  offset: number,
  limit: number,
): Promise<{ items: Voice[]; total: number }> {
  const { rows } = await sql<{
    items: Voice[];
    total: number;
  }>`select people.voice_lines(${personId}::uuid, ${offset}, ${limit}) as items,
    (select count(*)::int from people.voice where person_id = ${personId}) as total`.execute(work.tx);
  return rows[0] ?? { items: [], total: 0 };
}

export async function consentRows(
  work: Work,
  personId: string,
  offset: number,
  limit: number,
): Promise<{ items: Consent[]; total: number }> {
  const { rows } = await sql<{
    items: Consent[];
    total: number;
  }>`select people.consent_lines(${personId}::uuid, ${isoNow(work)}::timestamptz, ${offset}, ${limit}) as items,
    (select count(*)::int from people.consents_told(${personId}::uuid)) as total`.execute(work.tx);
  return rows[0] ?? { items: [], total: 0 };
}

export interface CallableUnit {
  readonly unitId: string;
  readonly contact: { kind: NamedContactKind; staffName: string; staffTitle: string } | null;
}

/** Units now in the circle, once for each named contact there. */
export async function callableRows(work: Work, personId: string): Promise<CallableUnit[]> {
  const { rows } = await sql<CallableUnit>`select e.unit_id as "unitId",
      case when n.id is not null then json_build_object('kind', n.kind, 'staffName', s.name, 'staffTitle', s.title) end as contact
    from people.engagement e
    left join people.named_contact n on n.person_id = e.person_id and n.unit_id = e.unit_id and (n.valid_to is null or n.valid_to > ${isoNow(work)}::timestamptz)
    left join organisations.staff s on s.id = n.staff_id
    where e.person_id = ${personId} and e.valid_from <= ${isoNow(work)}::timestamptz and (e.valid_to is null or e.valid_to > ${isoNow(work)}::timestamptz)
    order by e.valid_from, e.unit_id, n.kind`.execute(work.tx);
  return rows;
}

export interface WayRow {
  readonly id: string;
  readonly unitId: string;
  readonly hours: Hours;
  readonly sort: number;
}

export async function wayRows(work: Work, unitIds: readonly string[], forStaff: boolean): Promise<WayRow[]> {
  const { rows } =
    await sql<WayRow>`select id, unit_id as "unitId", channel, value, label_sv as "labelSv", label_en as "labelEn", audience, hours, sort
    from organisations.contact_way where unit_id = any (${[...unitIds]}::uuid[]) and valid_from <= ${isoNow(work)}::timestamptz
      and (valid_to is null or valid_to > ${isoNow(work)}::timestamptz) and audience in ('both', ${forStaff ? 'staff' : 'public'}) order by sort, id`.execute(
      work.tx,
    );
  return rows;
}
