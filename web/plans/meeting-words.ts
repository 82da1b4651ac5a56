import type { MeetingParty } from '../../contract/meetings.ts';
import { address } from '../kernel/route.ts';

/** What is typed of others to invite: one a line, the address last. */
export function invitedIn(typed: string): { name: string; email: string | null }[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, email] = /^(.*?)[\s,;<(]+(\S+@\S+?)[>)]?$/u.exec(line) ?? [];
      if (email !== undefined) return { name: name.trim(), email };
      return line.includes('@') ? { name: line, email: line } : { name: line, email: null };
    });
}

/** How many of those asked have said that they, or somebody for them, come. */
export const comingOf = (parties: readonly MeetingParty[]): number =>
  parties.filter(({ answer }) => answer === 'comes' || answer === 'sends_other').length;

export const callAddress = (personId: string, query: Readonly<Record<string, string | undefined>> = {}): string =>
  address(`/persons/${personId}/plan/call`, query);
export const meetingAddress = (personId: string, planId: string, meetingId?: string): string =>
  address(`/persons/${personId}/plan/meeting`, { plan: planId, meeting: meetingId });
