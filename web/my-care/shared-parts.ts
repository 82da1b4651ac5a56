import type { PersonOverview, SharePart } from '../../contract/people.ts';

type Seen = Pick<PersonOverview, 'relatives' | 'voice' | 'circle' | 'needs' | 'promises' | 'plan' | 'consents'>;

/**
 * What a relative has been shown. The answer tells it by name when it may; else by what is in it, where a part that is empty counts as not
 * shown. Who has read stands in no overview, so it is only known by name or by asking for it.
 */
export function sharedParts(overview: Seen): ReadonlySet<SharePart> {
  const named = overview.relatives?.flatMap(({ shares }) => shares.map(({ part }) => part)) ?? [];
  if (named.length > 0) return new Set(named);
  const { voice, circle, needs, promises, plan, consents } = overview;
  const there: Partial<Record<SharePart, boolean>> = {
    voice: voice.latest !== null,
    circle: circle.length > 0,
    needs: needs.length > 0,
    // One's own are seen without being shared.
    promises: promises.some(({ fromKind, toKind }) => fromKind !== 'relative' && toKind !== 'relative'),
    plan: plan !== null,
    consents: consents.length > 0,
  };
  return new Set((Object.keys(there) as SharePart[]).filter((part) => there[part]));
}
