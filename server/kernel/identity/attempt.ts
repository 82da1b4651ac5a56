import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../../contract/kernel/time.ts';

/** How long one has at the issuer, in milliseconds. Long enough to find one's card, short for a secret in a browser. */
export const attemptFor = 10 * 60_000;

const Attempt = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  language: z.enum(['sv', 'en']).nullable(),
  at: z.int(),
});
/** One sign-in on its way: what the answer from the issuer must fit, kept in the browser that began it. */
export type Attempt = z.infer<typeof Attempt>;

export const newAttemptKey = (): string => randomBytes(32).toString('base64');

const mac = (key: string, body: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(body).digest();

/** The attempt as a signed cookie value. */
export function seal(key: string, attempt: Attempt): string {
  const body = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  return `${body}.${mac(key, body).toString('base64url')}`;
}

/** The attempt in a cookie value; null when it was not made here, was changed or is too old. */
export function unseal(key: string, value: string | null, now: Instant): Attempt | null {
  const [body = '', signature = '', ...rest] = value?.split('.') ?? [];
  const [given, right] = [Buffer.from(signature, 'base64url'), mac(key, body)];
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const { data } = Attempt.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return data && now >= data.at && now - data.at < attemptFor ? data : null;
}

/**
 * A path of our own to go to after sign-in, `/` for anything else: another site (`//evil`, `/\evil`, `https:`), control characters, or
 * the sign-in itself.
 */
export function safeReturn(asked: unknown): string {
  if (
    typeof asked !== 'string' ||
    asked.length > 2000 ||
    !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) ||
    asked.includes('\\')
  )
    return '/';
  const here = 'http://here.invalid';
  const url = URL.parse(asked, here);
  if (url?.origin !== here || url.pathname.startsWith('//') || /^\/(auth|oidc|api)(\/|$)/.test(url.pathname))
    return '/';
  return url.pathname + url.search + url.hash;
}
