import { createHmac, createSecretKey } from 'node:crypto';
import type { Instant } from '../../../contract/kernel/time.ts';

export type Purpose = 'care' | 'administration' | 'follow_up' | 'own' | 'system';
export type Branch = 'health' | 'omsorg' | 'social_other' | 'school' | 'joint';

/** A member of staff acting on one assignment. Ids are UUIDs. */
export interface StaffCaller {
  readonly kind: 'staff';
  readonly name: string;
  readonly staffId: string;
  readonly sessionId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly providerId: string;
  readonly authorityId: string;
  readonly branch: Branch;
  readonly role: string;
}
export interface PersonCaller {
  readonly kind: 'person';
  readonly name: string;
  readonly personId: string;
  readonly sessionId: string;
}
export interface RelativeCaller {
  readonly kind: 'relative';
  readonly name: string;
  readonly relativeId: string;
  readonly personId: string;
  readonly sessionId: string;
}
/** The program itself: import, the first county, the clock. */
export interface SystemCaller {
  readonly kind: 'system';
  readonly name: string;
}
export type Caller = StaffCaller | PersonCaller | RelativeCaller | SystemCaller;

export type SignContext = (caller: Caller, purpose: Purpose, now: Instant) => string;

/** The reserved unit on which the person's and the relatives' own words stand. */
export const personsOwnUnit = '00000000-0000-0000-0000-000000000000';

/** `actor` as it stands in the log and in histories: kind, id and name, no vertical bar. */
export function actorOf(caller: Caller): string {
  const name = caller.name.replaceAll('|', ' ');
  switch (caller.kind) {
    case 'staff':
      return `staff:${caller.staffId}:${name}`;
    case 'person':
      return `person:${caller.personId}:${name}`;
    case 'relative':
      return `relative:${caller.relativeId}:${name}`;
    case 'system':
      return `system::${name}`;
    default:
      return caller satisfies never;
  }
}

/**
 * Signs who calls, for what and when (HMAC-SHA-256). The database trusts nothing else: any SQL can forge a plain setting.
 *
 * @param key 64 bytes
 */
export function contextSigner(key: Buffer): SignContext {
  const secret = createSecretKey(key);
  return (caller, purpose, now) => {
    const body = fields(caller, purpose, now).join('|');
    return `${createHmac('sha256', secret).update(body).digest('hex')}.${body}`;
  };
}

function fields(caller: Caller, purpose: Purpose, now: Instant): string[] {
  const at = new Date(now).toISOString();
  const actor = actorOf(caller);
  switch (caller.kind) {
    case 'staff':
      return [
        'staff',
        actor,
        caller.staffId,
        caller.sessionId,
        caller.assignmentId,
        caller.unitId,
        caller.providerId,
        caller.authorityId,
        caller.branch,
        caller.role,
        '',
        purpose,
        at,
      ];
    case 'person':
      return [
        'person',
        actor,
        caller.personId,
        caller.sessionId,
        '',
        personsOwnUnit,
        '',
        '',
        '',
        'person',
        caller.personId,
        purpose,
        at,
      ];
    case 'relative':
      return [
        'relative',
        actor,
        caller.relativeId,
        caller.sessionId,
        '',
        personsOwnUnit,
        '',
        '',
        '',
        'relative',
        caller.personId,
        purpose,
        at,
      ];
    case 'system':
      return ['system', actor, '', '', '', personsOwnUnit, '', '', '', 'system', '', purpose, at];
    default:
      return caller satisfies never;
  }
}
