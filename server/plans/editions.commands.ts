import type { z } from 'zod';
import { type PartChange, planParts, type planRoutes, type Snapshot } from '../../contract/plans.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { iso, namesOf, reading, type Asked } from './frame.commands.ts';
import { fieldChanges, planDifference } from './differences.rules.ts';
import { comparedParts, fieldsOf, headerOf, listsOf, whoOf, type StoredPart } from './picture.rules.ts';
import { changesSince, currentParts, editionHeads, editionParts, versionsOf, type VersionRow } from './view.store.ts';

type Answer<K extends keyof typeof planRoutes> = z.output<(typeof planRoutes)[K]['response']>;
type Cause = NonNullable<Snapshot['cause']>;
const causeOf = ({ content }: StoredPart): Cause => content['edition_cause'] as Cause;
const unitsBy = (versions: readonly VersionRow[]): string[] => versions.flatMap(({ byUnitId }) => byUnitId ?? []);

/** The plan may be read at all: its own row stands open to the caller. */
async function refuseUnread(work: Work, asked: Asked): Promise<readonly StoredPart[]> {
  const now = await currentParts(work, asked.params.personId, asked.params.planId);
  if (now.length === 0) throw new Refusal('not_found');
  return now;
}

export function listEditions(asked: Asked): Promise<Answer<'listEditions'>> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.editions', { plan: planId }, async (work) => {
    await refuseUnread(work, asked);
    const heads = await editionHeads(work, personId, planId);
    const names = await namesOf(work, personId, heads, unitsBy(heads));
    const last = heads.at(-1);
    return {
      editions: heads
        .map((head) => ({ number: head.edition, cause: causeOf(head), at: head.at, by: whoOf(head, names) }))
        .reverse(),
      changesSince: last ? await changesSince(work, personId, planId, last.edition, last.version) : 0,
    };
  });
}

/** The parts of an edition, put together again from their versions; 0 = as they stand now. */
async function partsAt(work: Work, asked: Asked, edition: number): Promise<readonly StoredPart[]> {
  const { personId, planId } = asked.params;
  const now = await refuseUnread(work, asked);
  if (edition === 0) return now;
  const parts = await editionParts(work, personId, planId, edition);
  if (parts.length === 0) throw new Refusal('not_found');
  return parts;
}

export function readEdition(asked: Asked, edition: number): Promise<Snapshot> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.edition', { plan: planId, edition }, async (work) => {
    const parts = await partsAt(work, asked, edition);
    const own = parts.find(({ part }) => part === 'plan');
    if (!own) throw new Refusal('not_found');
    const head =
      edition === 0 ? undefined : (await editionHeads(work, personId, planId)).find((one) => one.edition === edition);
    const names = await namesOf(work, personId, parts, head ? unitsBy([head]) : []);
    return {
      edition,
      at: head?.at ?? iso(work.now),
      cause: head ? causeOf(head) : null,
      by: head ? whoOf(head, names) : null,
      state: own.content['state'] as Snapshot['state'],
      header: headerOf(own, names),
      ...listsOf(parts, names),
    };
  });
}

/** What differs between two editions, by part and field, and by word where people write; 0 = as it stands now. */
export function compareEditions(
  asked: Asked,
  { from, to }: { from: number; to: number },
): Promise<{ from: number; to: number; changes: PartChange[] }> {
  const { personId, planId } = asked.params;
  return reading(asked, 'plan.compare', { plan: planId, from, to }, async (work) => {
    const [before, after] = [await partsAt(work, asked, from), await partsAt(work, asked, to)];
    const names = await namesOf(work, personId, [...before, ...after]);
    return { from, to, changes: planDifference(comparedParts(before, names), comparedParts(after, names)) };
  });
}

/** Every version of one part, newest first: who, when, and what against the version before. */
export function partHistory(
  asked: Asked & { readonly params: { readonly partId: string } },
): Promise<Answer<'partHistory'>> {
  const { personId, planId, partId } = asked.params;
  return reading(asked, 'plan.history', { plan: planId, part: partId }, async (work) => {
    await refuseUnread(work, asked);
    const versions = await versionsOf(work, personId, planId, partId);
    const [first] = versions;
    // A meeting keeps its versions in the same place; they are told by the meeting itself.
    if (!first || !planParts.includes(first.part)) throw new Refusal('not_found');
    const names = await namesOf(work, personId, versions, unitsBy(versions));
    const told = versions.map((one, index) => {
      const before = versions[index - 1];
      const changes = fieldChanges(before ? fieldsOf(before, names) : null, fieldsOf(one, names));
      return { version: one.version, edition: one.edition, at: one.at, by: whoOf(one, names), changes };
    });
    return { part: first.part, versions: told.reverse() };
  });
}
