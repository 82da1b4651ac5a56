import type { z } from 'zod';

/** Who may call at all. What they then see is decided inside the database. */
export type CallerKind = 'staff' | 'person' | 'relative' | 'anyone';

/**
 * One operation of the API, shared by server, web client and the OpenAPI description.
 *
 * `body` routes are commands: they carry an `Idempotency-Key` header and have one effect. Paths hold no personnummer.
 */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify style, under /api: `/persons/:personId/voice`. */
  readonly path: string;
  readonly summary: string;
  readonly callers: readonly CallerKind[];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** In the web client alone, where operations come without their schemas: fetches this one with them, for a form. */
  readonly whole?: () => Promise<Route>;
}

export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Route<P, Q, B, R>,
): Route<P, Q, B, R> => definition;

export type Routes = Readonly<Record<string, Route>>;

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What the server's handler gets. */
export type ParamsOf<T extends Route> = T extends Route<infer P> ? Out<P> : never;
export type QueryOf<T extends Route> = T extends Route<infer _P, infer Q> ? Out<Q> : never;
export type BodyOf<T extends Route> = T extends Route<infer _P, infer _Q, infer B> ? Out<B> : never;
export type AnswerOf<T extends Route> = T extends Route<infer _P, infer _Q, infer _B, infer R> ? Out<R> : never;
/** What the client gives. */
export type BodyIn<T extends Route> = T extends Route<infer _P, infer _Q, infer B> ? In<B> : never;
export type QueryIn<T extends Route> = T extends Route<infer _P, infer Q> ? In<Q> : never;
export type ParamsIn<T extends Route> = T extends Route<infer P> ? In<P> : never;
