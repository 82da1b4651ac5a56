import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, type ProblemCode, problems } from '../../../contract/kernel/problems.ts';
import { fieldMessage, type FieldProblem, type Language } from '../../../contract/kernel/validation.ts';
import { Refusal, refusalOf, sqlStateOf } from '../refusal.ts';
import { errorForLog } from './error-log.ts';
import { languageOf } from './language.ts';

/** Input that does not fit the contract; `fields` are worked out in the language of the one who sent it. */
export class InvalidInput extends Error {
  readonly fields: (language: Language) => FieldProblem[];
  constructor(fields: (language: Language) => FieldProblem[]) {
    super('invalid input');
    this.name = 'InvalidInput';
    this.fields = fields;
  }
}

/** An answer that breaks its own contract; in tests its words reach the one who reads the failure. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/** Fastify's own faults, and those of its plugins, by their status. */
const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'unreadable',
  401: 'signed_out',
  403: 'not_allowed',
  404: 'not_found',
  405: 'not_found',
  408: 'unreadable',
  411: 'unreadable',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media',
  429: 'too_many',
  431: 'too_large',
};

/** Seconds to wait before trying again. */
const retryAfter: Partial<Record<ProblemCode, string>> = { unavailable: '2', too_many: '30' };

/**
 * Values that PostgreSQL could not take (out of range, no such date, bytes that are no text). A contract that is drawn tightly
 * stops them earlier, so they are noted, but nothing happened and the fault lies in what was sent.
 */
const impossibleValues = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);

/** The body of an RFC 9457 answer. */
export function problemOf(code: ProblemCode, language: Language, more: Partial<Problem> = {}): Problem {
  const { status, [language]: title } = problems[code];
  return { type: `urn:mellanrum:problem:${code}`, title, status, code, ...more };
}

/** The one place where an error becomes an answer. Unknown errors are noted with the request's id, and none of it is told. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers);
  if (error instanceof InvalidInput)
    return sendProblem(reply, problemOf('invalid', language, { fields: error.fields(language) }));
  const refusal = refusalOf(error) ?? ofFramework(error);
  if (refusal) {
    if (refusal.code === 'unavailable') note('warn', 'the database does not answer');
    const current = refusal.current === undefined ? {} : { current: refusal.current };
    const fields = refusal.code === 'invalid' ? { fields: fieldsOf(refusal.current, language) } : {};
    return sendProblem(reply, problemOf(refusal.code, language, { ...current, ...fields }));
  }
  if (impossibleValues.has(sqlStateOf(error) ?? '')) {
    note('warn', 'a value that the database cannot take');
    return sendProblem(reply, problemOf('invalid', language, { fields: [] }));
  }
  note('error', 'fault');
  const reference = { sv: `Felets nummer är ${request.id}.`, en: `The number of the fault is ${request.id}.` }[
    language
  ];
  const detail = error instanceof BrokenAnswer ? error.message : reference;
  return sendProblem(reply, problemOf('fault', language, { detail }));

  function note(level: 'warn' | 'error', message: string): void {
    request.log[level]({ route: request.routeOptions.url, error: errorForLog(error) }, message);
  }
}

/** The fields that a command has found wrong by what stands now, `{ fields: [{ path, code }] }`, in words. */
function fieldsOf(current: unknown, language: Language): FieldProblem[] {
  const { fields = [] } = (current ?? {}) as { fields?: readonly { path: string; code: string }[] };
  return fields.map(({ path, code }) => ({
    path,
    code,
    message: fieldMessage(code, language) ?? fieldMessage('format', language) ?? '',
  }));
}

function ofFramework(error: unknown): Refusal | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const code = byStatus[Number(error.statusCode)];
  return code ? new Refusal(code, error instanceof Error ? error.message : undefined) : null;
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = retryAfter[problem.code as ProblemCode];
  if (wait) void reply.header('retry-after', wait);
  void reply.header('cache-control', 'no-store').header('content-type', 'application/problem+json; charset=utf-8');
  return reply.code(problem.status).send(JSON.stringify(problem));
}
