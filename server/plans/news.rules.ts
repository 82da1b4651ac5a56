import type { News } from '../../contract/plans.ts';
import type { Plain } from './differences.rules.ts';

type Content = Readonly<Record<string, Plain>>;
/** A version of a part that was written after the last look, and the version before it. Instants as ISO text. */
export interface ChangedPart {
  readonly part: News['place'];
  readonly partId: string;
  readonly version: number;
  readonly content: Content;
  readonly before: Content | null;
  readonly at: string;
  /** `kind:id:name`. */
  readonly actor: string;
  readonly byUnitId: string | null;
  /** May the caller know which unit wrote it? */
  readonly known: boolean;
  /** What the promise is about, for an intervention that the caller sees. */
  readonly what: string | null;
}
export interface Happened {
  readonly place: 'promise' | 'approval';
  readonly partId: string;
  readonly deed: string;
  readonly label: string;
  readonly at: string;
  readonly actor: string;
  readonly byUnitId: string | null;
  readonly known: boolean;
}
/** What is new, before its unit has a name. */
export type Told = Omit<News, 'by'> & Pick<ChangedPart, 'actor' | 'byUnitId' | 'known'>;

/** How many are told of; what is older is in the history. */
export const mostNews = 50;
const promiseDeeds: readonly string[] = [
  'accepted',
  'declined',
  'proposed',
  'kept',
  'not_kept',
  'withdrawn',
  'lapsed',
  'paused',
  'resumed',
];
const approvalDeeds: readonly string[] = ['yes', 'no'];

/**
 * What others have done since the last look, one line a part: the latest word of it, and `added` where the whole of it is new. One's own deeds are no
 * news.
 *
 * @param own how the caller's actor begins: `staff:<id>:`
 */
export function newsOf(parts: readonly ChangedPart[], happened: readonly Happened[], own: string): Told[] {
  const byPart = Map.groupBy(parts, ({ partId }) => partId);
  const ofParts = [...byPart.values()].flatMap((versions) =>
    lineOf(
      versions.toSorted((a, b) => a.version - b.version),
      own,
    ),
  );
  const ofPromises = happened
    .filter(
      ({ actor, deed, place }) =>
        !actor.startsWith(own) && (place === 'promise' ? promiseDeeds : approvalDeeds).includes(deed),
    )
    .map((one): Told => ({ ...one, deed: one.deed as News['deed'] }));
  // Of one promise the latest: taken on and kept since is kept.
  const latest = [...Map.groupBy(ofPromises, ({ place, partId }) => `${place} ${partId}`).values()].flatMap((all) =>
    all.toSorted(newestFirst).slice(0, 1),
  );
  return [...ofParts, ...latest].toSorted(newestFirst).slice(0, mostNews);
}

const newestFirst = (
  a: { readonly at: string; readonly partId: string },
  b: { readonly at: string; readonly partId: string },
): number => b.at.localeCompare(a.at) || b.partId.localeCompare(a.partId);

function lineOf(versions: readonly ChangedPart[], own: string): Told[] {
  const others = versions.filter(({ actor }) => !actor.startsWith(own));
  const last = others.at(-1);
  if (!last) return [];
  const deed = deedOf(others, last, versions.at(-1) ?? last);
  if (deed === null) return [];
  const { part, partId, at, actor, byUnitId, known } = last;
  return [{ place: part, partId, deed, label: labelOf(last), at, actor, byUnitId, known }];
}

function deedOf(others: readonly ChangedPart[], last: ChangedPart, standing: ChangedPart): News['deed'] | null {
  const isNew = others[0]?.version === 1;
  if (last.part === 'meeting') return meetingDeed(others, isNew);
  if (last.part === 'plan') return planDeed(others);
  if ((standing.content['removed_at'] ?? null) !== null) return isNew || standing !== last ? null : 'removed';
  return isNew ? 'added' : 'changed';
}

function meetingDeed(others: readonly ChangedPart[], isNew: boolean): News['deed'] | null {
  const state = others.at(-1)?.content['state'];
  if (state === 'held' || state === 'cancelled') return state;
  if (isNew) return 'called';
  const moved = others.some(({ content, before }) =>
    ['starts_at', 'ends_at', 'form', 'place', 'link'].some((field) => content[field] !== before?.[field]),
  );
  return moved ? 'moved' : null;
}

/** A follow-up tells of itself; what is left of the plan's own row is what stands in its head, its editions and its end. */
function planDeed(others: readonly ChangedPart[]): News['deed'] | null {
  const own = others.filter(
    ({ content, before }) =>
      !(content['edition'] !== before?.['edition'] && content['edition_cause'] === 'followed_up'),
  );
  const last = own.at(-1);
  if (!last) return null;
  if (own.some(({ content, before }) => content['state'] === 'closed' && before?.['state'] !== 'closed'))
    return 'closed';
  const edition = own.findLast(({ content, before }) => content['edition'] !== before?.['edition'] && before !== null);
  if (edition) return edition.content['edition_cause'] === 'established' ? 'established' : 'renewed';
  return own[0]?.version === 1 ? 'added' : 'changed';
}

function labelOf({ content, what }: ChangedPart): string {
  const found =
    what ?? content['title'] ?? content['words'] ?? content['what'] ?? content['held_at'] ?? content['starts_at'];
  return typeof found === 'string' ? found : '';
}
