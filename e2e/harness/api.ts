/** The API as the signed-in person's own browser would call it: what a story needs to be so before it begins. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import type { AnswerOf, BodyIn, ParamsIn, QueryIn, Route } from '../../contract/kernel/route.ts';

type Part<K extends string, V> = unknown extends V ? { readonly [_ in K]?: never } : { readonly [_ in K]: V };
export type Asked<T extends Route> = Part<'params', ParamsIn<T>> &
  Part<'body', BodyIn<T>> & { readonly query?: unknown extends QueryIn<T> ? never : QueryIn<T> };

export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(route: Route, status: number, problem: { code?: string }) {
    super(`${route.method} ${route.path}: ${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.code = problem.code ?? '';
  }
}

/** @throws Refused for everything but 2xx */
export async function ask<T extends Route>(
  context: BrowserContext,
  url: string,
  route: T,
  asked: Asked<T>,
): Promise<AnswerOf<T>> {
  const given = asked as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown };
  const path = route.path.replaceAll(/:(\w+)/gu, (_, name: string) => given.params?.[name] ?? '');
  const query = new URLSearchParams(
    Object.entries(given.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await context.request.fetch(`${url}/api${path}${query.size > 0 ? `?${query.toString()}` : ''}`, {
    method: route.method,
    headers: route.method === 'GET' ? {} : { 'idempotency-key': randomUUID() },
    ...(route.method === 'GET' ? {} : { data: given.body ?? {} }),
  });
  const said: unknown = await answer.json();
  if (!answer.ok()) throw new Refused(route, answer.status(), said as { code?: string });
  return said as AnswerOf<T>;
}
