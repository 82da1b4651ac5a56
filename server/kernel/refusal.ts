import { problems, type ProblemCode } from '../../contract/kernel/problems.ts';

/** A typed no. `current` is what the one who was refused may see of how things stand now; `detail` is for the log. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly current: unknown;
  constructor(code: ProblemCode, detail?: string, current?: unknown) {
    super(detail ?? problems[code].en);
    this.name = 'Refusal';
    this.code = code;
    this.current = current;
  }
}

/** A list that is paged was asked for a page that it never gave, in the named query or property. */
export const notAPage = (path: string): Refusal =>
  new Refusal('invalid', 'not a page of this list', { fields: [{ path, code: 'not_a_page' }] });

/** What the database's own refusals mean. Anything else is a fault. */
const bySqlState: Record<string, ProblemCode> = {
  MR401: 'signed_out',
  MR403: 'assignment_ended',
  MR404: 'not_found',
  MR409: 'stale',
  MR410: 'unit_closed',
  MR411: 'not_allowed_now',
  MR412: 'basis_gone',
  MR413: 'kept_part',
  MR422: 'key_reused',
  '23505': 'already_exists',
  '42501': 'not_found',
};

const restarting = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

/**
 * The refusal that an error from the driver stands for, or null for a fault.
 *
 * A row-level refusal (42501) answers like something that does not exist.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const code = sqlStateOf(error);
  if (code === null) {
    const text = error instanceof Error ? error.message : '';
    return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      text,
    )
      ? new Refusal('unavailable', text)
      : null;
  }
  const known = bySqlState[code];
  if (known) return new Refusal(known, error instanceof Error ? error.message : undefined);
  if (restarting.has(code)) return new Refusal('unavailable', code);
  return null;
}

export function sqlStateOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** Serialisation failures and deadlocks: nothing happened, the same command may be tried again. */
export const mayRetry = (error: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(error) ?? '');
