import type { GapRow } from '../../../contract/gaps.ts';
import { address } from '../../kernel/route.ts';
import { addressOfPromise } from '../today-address.ts';

const contactOf: Partial<Record<GapRow['kind'], string>> = {
  no_care_contact: 'care_contact',
  no_coordinating_contact: 'coordinating_contact',
  no_omsorg_contact: 'omsorg_contact',
};

/** Where a gap's move is done; undefined for those who may not know whom it is about. */
export function placeOf(gap: Pick<GapRow, 'kind' | 'subjectId' | 'person'>): string | undefined {
  const { kind, subjectId, person } = gap;
  if (kind === 'unanswered' || kind === 'overdue') return subjectId ? addressOfPromise(subjectId) : undefined;
  if (!person) return undefined;
  const page = `/persons/${person.id}`;
  switch (kind) {
    case 'lapsed':
    case 'declined_without_owner':
      return address(`${page}/offer`, { follows: subjectId ?? undefined });
    case 'unit_closed':
      return address(`${page}/offer`, { need: subjectId ?? undefined });
    case 'consent_ending':
      return address(`${page}/consent`, { return: page });
    case 'consent_missing_in_plan':
      return address(`${page}/consent`, { kind: 'plan', return: `${page}/plan` });
    case 'plan_without_voice':
      return `${page}?say=1#voice`;
    case 'no_care_contact':
    case 'no_coordinating_contact':
    case 'no_omsorg_contact':
      return `${page}?contact=${contactOf[kind] ?? ''}#contacts`;
    case 'no_next_follow_up':
    case 'follow_up_overdue':
    case 'plan_hollow':
    case 'meeting_overdue':
      return `${page}/plan`;
    default:
      return kind satisfies never;
  }
}

const aboutPromise = new Set<GapRow['kind']>(['unanswered', 'overdue', 'lapsed', 'declined_without_owner']);

/** Where those whose move it is not can follow it: the promise, else the person. */
export function seenAt({ kind, subjectId, person }: Pick<GapRow, 'kind' | 'subjectId' | 'person'>): string | undefined {
  if (subjectId && aboutPromise.has(kind)) return addressOfPromise(subjectId);
  return person ? `/persons/${person.id}` : undefined;
}
