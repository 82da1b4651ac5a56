import {
  birthDateOf,
  parsePersonalIdentity,
  type PersonalIdentityKind,
} from '../../contract/kernel/personal-identity.ts';
import type { ReadBasis } from '../../contract/people.ts';

export interface Identity {
  readonly system: PersonalIdentityKind;
  /** 12 characters, normal form. */
  readonly value: string;
  /** `YYYY-MM-DD`, undefined where the number does not tell. */
  readonly birthDate: string | undefined;
}

/** Reads an identity as people write it, or undefined. `today` is `YYYY-MM-DD` in Stockholm. */
export function identityOf(text: string, today: string): Identity | undefined {
  const read = parsePersonalIdentity(text, today);
  return read.ok ? { system: read.kind, value: read.value, birthDate: birthDateOf(read.value) } : undefined;
}

/** A search as it may stand in the log: no identity number can be read out of it, whole or in part. */
export const queryForLog = (query: string): string => query.replace(/\d/gu, '*');

/** The paragraph behind a basis; null where it is not a paragraph that opens (or where the ground itself carries it). */
export function paragraphOf(basis: ReadBasis, branch: string): string | null {
  switch (basis) {
    case 'own':
    case 'same_provider':
      return branch === 'health' ? 'PDL 4 kap. 1 §' : null;
    case 'osl_25_11':
      return 'OSL 25 kap. 11 §';
    case 'osl_26_9c':
      return 'OSL 26 kap. 9 c §';
    case 'consent':
      return 'OSL 10 kap. 1 § och 12 kap. 2 §';
    case 'svod_3_1':
      return branch === 'omsorg' ? 'SVOD 3 kap. 2 §' : 'SVOD 3 kap. 1 §';
    case 'svod_3_6':
      return 'SVOD 3 kap. 6 §';
    case 'ground':
    case 'person_tells':
    case 'self':
    case 'shared_by_person':
    case 'system':
      return null;
    default:
      return basis satisfies never;
  }
}

/** Emergency access lasts four hours, then it must be asked for anew. Milliseconds. */
export const emergencyLasts = 4 * 3_600_000;
