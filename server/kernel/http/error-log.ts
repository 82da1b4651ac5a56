import { sqlStateOf } from '../refusal.ts';

/** What may be written in the log about an error: never what people's rows or bodies hold. */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly where?: Record<string, unknown>;
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
}

/** Facts of a database error that name schema and code, not values. `detail` and `where` quote values and are left out. */
const placeKeys = ['severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;
/** SQLSTATE class 22 (data exception) and JSON's syntax errors quote the value in their message. */
const quoting = (error: Error): boolean => error instanceof SyntaxError || (sqlStateOf(error) ?? '').startsWith('22');

/** An error for the log: name, code, place and stack, at most three causes deep, without values. */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: 'thrown, but no error' };
  const code = sqlStateOf(error);
  const facts = error as Error & Partial<Record<(typeof placeKeys)[number], unknown>>;
  const where = Object.fromEntries(placeKeys.filter((key) => facts[key] !== undefined).map((key) => [key, facts[key]]));
  return {
    name: error.name,
    message: quoting(error) ? '(left out: it quotes a value)' : error.message.slice(0, 500),
    ...(code === null ? {} : { code }),
    ...(Object.keys(where).length > 0 ? { where } : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /u.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause === undefined || depth === 3 ? {} : { cause: errorForLog(error.cause, depth + 1) }),
  };
}
