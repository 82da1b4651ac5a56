import type { AnswerOf, BodyIn, ParamsIn, QueryIn, Route } from '../../contract/kernel/route.ts';
import { addressOf } from './address.ts';
import { ApiProblem, problemOf } from './api-problem.ts';

/** A part that the route lacks cannot be given; one that it has must be. */
type Part<K extends string, V> = unknown extends V ? { readonly [_ in K]?: never } : { readonly [_ in K]: V };
export type CallInput<T extends Route> = Part<'params', ParamsIn<T>> &
  Part<'body', BodyIn<T>> & { readonly query?: unknown extends QueryIn<T> ? never : QueryIn<T> };

export interface CallOptions {
  /** Idempotency key of a command: the same key is one effect, however often it is sent. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** The page's own doing and nobody's at work: it does not keep the session alive. */
  readonly background?: boolean;
}

export interface CallerParts {
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
  readonly language: () => string;
  readonly newKey: () => string;
  readonly onSignedOut: () => void;
  /** Nothing came through, however often it was tried. */
  readonly onLost?: () => void;
  /** Known to be cut: then it is tried once and not again. */
  readonly away?: () => boolean;
  /** Nobody has touched the page for a while. */
  readonly unattended?: () => boolean;
}

export type Caller = <T extends Route>(route: T, input: CallInput<T>, options?: CallOptions) => Promise<AnswerOf<T>>;

/** Pauses between attempts, in milliseconds. The user is told after the last. */
export const pauses = [300, 1_000, 2_500] as const;
/** An attempt that takes longer is taken for lost. */
const patience = 20_000;
/** Characters of a command that goes on although its page is left; a browser carries 64 kB in all for the pages that are gone. */
const outlives = 8_000;

/**
 * The typed client. A cut network and 502–504 are tried again by itself with the same key, so that a command has one effect.
 *
 * @throws ApiProblem for every refusal, with code `offline` when nothing came through
 */
export function makeCaller(parts: CallerParts): Caller {
  return async (route, input, options = {}) => {
    const given = input as { params?: unknown; query?: unknown; body?: unknown };
    const address = addressOf(route.path, given.params, given.query);
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': parts.language() };
    if (route.method !== 'GET') {
      headers['idempotency-key'] = options.key ?? parts.newKey();
      headers['content-type'] = 'application/json';
    }
    if (options.background || parts.unattended?.()) headers['x-background'] = '1';
    const body = route.method === 'GET' ? null : JSON.stringify(given.body ?? {});
    const keepalive = body !== null && body.length < outlives;
    for (let attempt = 0; ; attempt++) {
      const outcome = await once(parts, address, { method: route.method, headers, body, keepalive }, options.signal);
      if (outcome instanceof Response) return (await outcome.json()) as never;
      const pause = pauses[attempt];
      const again = outcome.code === 'offline' || outcome.code === 'unavailable';
      if (!again || pause === undefined || (outcome.code === 'offline' && parts.away?.())) {
        if (outcome.code === 'signed_out') parts.onSignedOut();
        if (outcome.code === 'offline') parts.onLost?.();
        throw outcome;
      }
      await parts.wait(pause);
      if (options.signal?.aborted) throw outcome;
    }
  };
}

async function once(
  parts: CallerParts,
  address: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Response | ApiProblem> {
  const limit = AbortSignal.timeout(patience);
  try {
    const response = await parts.fetch(address, {
      ...init,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return response.ok ? response : await problemOf(response);
  } catch (error) {
    if (signal?.aborted) throw error;
    return new ApiProblem('offline', 0);
  }
}
