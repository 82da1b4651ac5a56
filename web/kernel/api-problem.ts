import type { Problem, ProblemCode } from '../../contract/kernel/problems.ts';
import type { FieldProblem } from '../../contract/kernel/validation.ts';

/** What can go wrong with a call: the API's own codes, no contact at all, and that it was taken back before it was sent. */
export type CallProblemCode = ProblemCode | 'offline' | 'taken_back';

/** A call that was refused or did not come through. What the user typed is still theirs. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: CallProblemCode;
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  /** How it stands now, for `stale` and its like. */
  readonly current: unknown;
  readonly detail: string | undefined;

  constructor(code: CallProblemCode, status: number, more: Partial<Problem> = {}) {
    super(more.title ?? code);
    this.code = code;
    this.status = status;
    this.fields = more.fields ?? [];
    this.current = more.current;
    this.detail = more.detail;
  }
}

const byStatus: Readonly<Record<number, CallProblemCode>> = {
  400: 'unreadable',
  401: 'signed_out',
  403: 'not_allowed',
  404: 'not_found',
  413: 'too_large',
  429: 'too_many',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** The problem that a refused answer tells of; also when something between us and the server wrote it. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const code = byStatus[response.status] ?? 'fault';
  try {
    const said = (await response.json()) as Partial<Problem>;
    return new ApiProblem((said.code as CallProblemCode | undefined) ?? code, response.status, said);
  } catch {
    return new ApiProblem(code, response.status);
  }
}
