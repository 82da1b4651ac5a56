import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Change, Effect, Effects, Register, Saved, Stale } from '../../contract/administration.ts';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import type { TermKey } from '../../contract/organisations.ts';
import { asCaller, command, type Ground, type Once, type Request, type Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import {
  applyChanges,
  circlesOf,
  leftBy,
  providerOf,
  publicWays,
  readRegister,
  reclock,
  rowNow,
  sealChanges,
  signedIn,
  unanswered,
  unitsUnder,
  unitsWithHead,
  type Applied,
  type Rows,
} from './administration.store.ts';
import { holdsForOpen, newClocks, reachEffects } from './effects.rules.ts';
import { hoursFault, weeklyMinutes } from './hours.rules.ts';
import type { Terms } from './terms.commands.ts';
import { rowFor, type Term } from './terms.rules.ts';
import { termsWithin } from './terms.store.ts';
import { undoOf } from './undo.commands.ts';

/** What the caller keeps. @throws Refusal `not_found` for everyone who keeps nothing, as for a page that does not exist */
export async function register(ground: Ground, request: Request): Promise<Register> {
  return asCaller(ground, request, async (work) => {
    const { role, rows, provider } = await registerOf(work, request);
    return { today: dateInStockholm(work.now), role, provider, ...rows };
  });
}

export async function registerOf(
  work: Work,
  { caller }: Request,
): Promise<{ role: Register['role']; rows: Rows; provider: Register['provider'] }> {
  const rows = await readRegister(work);
  const role =
    caller.kind === 'staff'
      ? (['head', 'administrator', 'leader'] as const).find((one) => one === caller.role)
      : undefined;
  if (caller.kind !== 'staff' || !role || rows.units.length + rows.agreements.length === 0)
    throw new Refusal('not_found');
  const provider = await providerOf(work, caller.providerId);
  if (!provider) throw new Refusal('not_found');
  return { role, rows, provider };
}

/** Tries the changes, counts what they would do, and takes them back. The look itself stays in the log. */
export async function preview(ground: Ground, request: Request, changes: readonly Change[]): Promise<Effects> {
  return asCaller(ground, request, async (work) => {
    await registerOf(work, request);
    await sql`savepoint tried`.execute(work.tx);
    const { effects } = await tryChanges(ground, work, changes);
    await sql`rollback to savepoint tried`.execute(work.tx);
    await work.open('administration.preview', [], 'list', { changes: changes.length });
    return { effects, shown: shownAs(changes, effects) };
  });
}

/**
 * Saves all or none, and only what does just what was shown.
 *
 * @throws Refusal `stale` with both versions; `effects_changed` with what it would do now
 */
export async function save(
  ground: Ground,
  request: Request,
  once: Once,
  terms: Terms,
  changes: readonly Change[],
  shown: string,
): Promise<Saved> {
  const saved = await command(ground, request, once, async (work): Promise<Saved> => {
    const { rows } = await registerOf(work, request);
    const { effects, done, units } = await tryChanges(ground, work, changes);
    const now = shownAs(changes, effects);
    if (now !== shown) throw new Refusal('effects_changed', undefined, { effects, shown: now } satisfies Effects);
    await sealChanges(work, 'administration.change');
    await work.tell('directory', null, units);
    return {
      effects,
      shown: now,
      ids: done.flatMap((one) => ('stale' in one ? [] : [one.id])),
      undo: undoOf(changes, rows, done, work.now),
    };
  });
  // What was agreed counts from a day ahead at the soonest, so that another process may hear of it a little later.
  if (changes.some((change) => change.do.startsWith('term'))) await terms.reload();
  return saved;
}

const shownAs = (changes: readonly Change[], effects: readonly Effect[]): string =>
  createHash('sha256')
    .update(JSON.stringify([changes, effects]))
    .digest('base64url')
    .slice(0, 22);

interface Tried {
  readonly effects: Effect[];
  readonly done: Applied[];
  readonly units: string[];
}

/** Makes the changes and counts what came of them, in this transaction: preview and save run the very same. */
async function tryChanges(ground: Ground, work: Work, changes: readonly Change[]): Promise<Tried> {
  const rows = await readRegister(work);
  const units = [...new Set(changes.flatMap((change) => unitsOf(change, rows)))];
  const circles = units.length > 0 ? await circlesOf(work, units) : [];
  const around = [...new Set(circles.flatMap((circle) => circle.units))];
  const [waysBefore, closing] = [await publicWays(work, around), await closings(work, changes, rows)];
  const termsBefore = changes.some(({ do: does }) => does.startsWith('term')) ? await termsWithin(work) : [];
  const headsBefore = await heads(work, changes, rows);
  for (const change of changes)
    if (change.do === 'term.set' && change.alsoOpen && !holdsForOpen(change.key))
      throw new Refusal('invalid', 'no clock of open offers', { fields: [{ path: 'changes', code: 'choose' }] });

  refuseBackwards(changes, rows);
  const done = await applyChanges(
    work,
    changes.map((change) => ({ ...change, newId: ground.newId(), newStaffId: ground.newId() })),
  );
  await refuseStale(work, changes, done);

  const effects: Effect[] = [
    ...closing,
    ...reachEffects(circles, waysBefore, await publicWays(work, around), work.now),
  ];
  effects.push(...contactsLost(done), ...(await endedNow(work, changes)));
  for (const { unitId, at } of headsBefore)
    if (!(await unitsWithHead(work, [unitId], at)).includes(unitId)) effects.push({ kind: 'no_head', unitId, at });
  if (changes.some(({ do: does }) => does.startsWith('hour')))
    effects.push(...(await hourEffects(work, changes, rows, done)));
  if (termsBefore.length > 0) effects.push(...(await clockEffects(ground, work, changes, await termsWithin(work))));
  return { effects, done, units };
}

function unitsOf(change: Change, rows: Rows): string[] {
  if (change.do === 'unit.edit') return [change.id];
  if (change.do === 'way.add' || change.do === 'staff.assign') return [change.unitId];
  if (change.do === 'way.edit') return rows.ways.flatMap((way) => (way.id === change.id ? [way.unitId] : []));
  return [];
}

async function refuseStale(work: Work, changes: readonly Change[], done: readonly Applied[]): Promise<void> {
  const stale: Stale['stale'] = [];
  for (const [index, one] of done.entries()) {
    const change = changes[index];
    if (!('stale' in one) || !change) continue;
    const id = one.id ?? ('id' in change ? change.id : undefined);
    const now = id === undefined ? undefined : await rowNow(work, change.do, id);
    if (id !== undefined && now) stale.push({ index, id, by: now.by, row: { ...now.row } });
  }
  if (done.some((one) => 'stale' in one)) throw new Refusal('stale', undefined, { stale } satisfies Stale);
}

async function closings(work: Work, changes: readonly Change[], rows: Rows): Promise<Effect[]> {
  const found: Effect[] = [];
  for (const change of changes)
    if (
      change.do === 'unit.edit' &&
      change.set.closedAt &&
      rows.units.some(({ id, closedAt }) => id === change.id && closedAt === null)
    )
      found.push({ kind: 'closing', unitId: change.id, at: change.set.closedAt, ...(await leftBy(work, change.id)) });
  return found;
}

/** Units that have a head at the moment when one of their heads would leave. */
async function heads(work: Work, changes: readonly Change[], rows: Rows): Promise<{ unitId: string; at: string }[]> {
  const found: { unitId: string; at: string }[] = [];
  for (const change of changes) {
    if (change.do !== 'assignment.edit' || !change.set.validTo) continue;
    const row = rows.assignments.find(({ id }) => id === change.id);
    if (row?.role !== 'head' || found.some(({ unitId, at }) => unitId === row.unitId && at === change.set.validTo))
      continue;
    if ((await unitsWithHead(work, [row.unitId], change.set.validTo)).length > 0)
      found.push({ unitId: row.unitId, at: change.set.validTo });
  }
  return found;
}

function contactsLost(done: readonly Applied[]): Effect[] {
  const lost = new Map<string, Set<string>>();
  for (const one of done)
    for (const [kind, persons] of Object.entries(('contacts' in one && one.contacts) || {}))
      lost.set(kind, new Set([...(lost.get(kind) ?? []), ...persons]));
  return [...lost]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([contact, persons]) => ({ kind: 'contacts', contact, persons: persons.size }));
}

async function endedNow(work: Work, changes: readonly Change[]): Promise<Effect[]> {
  const ended = changes.flatMap((change) =>
    change.do === 'assignment.edit' && change.set.validTo && Date.parse(change.set.validTo) <= work.now
      ? [change.id]
      : [],
  );
  const staff = ended.length > 0 ? await signedIn(work, ended) : 0;
  return staff > 0 ? [{ kind: 'signed_in', staff }] : [];
}

/** Before anything is tried: the database would refuse it too, but without saying which. */
function refuseBackwards(changes: readonly Change[], rows: Rows): void {
  for (const [index, change] of changes.entries()) {
    if (change.do !== 'hour.add' && change.do !== 'hour.edit') continue;
    const stands = change.do === 'hour.edit' ? rows.hours.find(({ id }) => id === change.id) : change;
    const { from, to } = { ...stands, ...('set' in change ? change.set : {}) };
    if (from !== undefined && to !== undefined && from >= to)
      throw new Refusal('invalid', 'backwards', {
        fields: [{ path: `changes.${index}.from`, code: 'ends_before_begins' }],
      });
  }
}

/** The hours as they would stand: each that is changed fits among the others, and how much there is for how many units. */
async function hourEffects(
  work: Work,
  changes: readonly Change[],
  before: Rows,
  done: readonly Applied[],
): Promise<Effect[]> {
  const { hours, agreements } = await readRegister(work);
  const concerned = new Set<string>();
  for (const [index, change] of changes.entries()) {
    const made = done[index];
    if (!change.do.startsWith('hour') || !made || 'stale' in made) continue;
    const row = hours.find(({ id }) => id === made.id);
    const agreementId = (row ?? before.hours.find(({ id }) => id === made.id))?.agreementId;
    if (agreementId !== undefined) concerned.add(agreementId);
    const fault =
      row &&
      hoursFault(
        row,
        hours.filter(({ id }) => id !== row.id),
      );
    if (fault) throw new Refusal('invalid', fault, { fields: [{ path: `changes.${index}.from`, code: fault }] });
  }
  const today = dateInStockholm(work.now);
  const effects: Effect[] = [];
  for (const { id, municipalityCode } of agreements.filter((one) => concerned.has(one.id)))
    effects.push({
      kind: 'meeting_hours',
      agreementId: id,
      units: await unitsUnder(work, municipalityCode),
      was: weeklyMinutes(before.hours, id, today),
      becomes: weeklyMinutes(hours, id, today),
    });
  return effects;
}

/** Counts the open offers that a new answer time concerns, and moves their clocks when it holds for them too. */
async function clockEffects(
  ground: Ground,
  work: Work,
  changes: readonly Change[],
  terms: readonly Term[],
): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const change of changes) {
    if (change.do !== 'term.set' || !holdsForOpen(change.key)) continue;
    const rows = await readRegister(work);
    const agreement = rows.agreements.find(({ id }) => id === change.agreementId);
    if (!agreement) continue;
    const wins = (municipality: string | null, key: TermKey): boolean => {
      const row = rowFor(terms, municipality, key, change.validFrom);
      return row?.key === change.key && row.agreement === agreement.code && row.validFrom === change.validFrom;
    };
    const offers = await unanswered(work, agreement.municipalityCode);
    const { clocks, concerned } = newClocks(offers, terms, change.validFrom, wins);
    const changed = change.alsoOpen
      ? await reclock(
          work,
          clocks.map((clock) => ({ ...clock, eventId: ground.newId() })),
        )
      : 0;
    effects.push({ kind: 'clocks', key: change.key, from: change.validFrom, changed, kept: concerned - changed });
  }
  return effects;
}
