import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { valueInCookies } from '../../../contract/kernel/cookies.ts';
import { languageCookie } from '../../../contract/kernel/language-cookie.ts';
import { lookCookie } from '../../../contract/kernel/look-cookie.ts';

export interface CookieOptions {
  /** Seconds; without it the cookie lives as long as the browser. */
  readonly maxAge?: number;
}

/** The cookies of one public address. */
export interface Cookies {
  readonly session: string;
  readonly attempt: string;
  readonly language: string;
  readonly look: string;
  read(request: FastifyRequest, name: string): string | null;
  /** A Set-Cookie line. RangeError for a value that would need quoting: ours are base64url, dots and letters. */
  write(name: string, value: string, options?: CookieOptions): string;
  clear(name: string): string;
}

/**
 * Cookies that no other site sends along with a command, and that no script reads: all but the language, which is no secret.
 *
 * Written and read here and not by @fastify/cookie, which works only once registered on the app, and that is the app's choice.
 *
 * @param publicUrl over https the names of the others begin with `__Host-`, which makes the browser demand Secure, this host alone and the path /
 */
export function cookiesOf(publicUrl: URL): Cookies {
  const secure = publicUrl.protocol === 'https:';
  const prefix = secure ? '__Host-' : '';
  const write = (name: string, value: string, options: CookieOptions = {}): string => {
    if (!/^[\w.-]*$/.test(value)) throw new RangeError(`not a plain cookie value: ${name}`);
    const attributes = `Path=/${name === languageCookie ? '' : '; HttpOnly'}${secure ? '; Secure' : ''}; SameSite=Lax`;
    return `${name}=${value}; ${options.maxAge === undefined ? '' : `Max-Age=${options.maxAge}; `}${attributes}`;
  };
  return {
    session: `${prefix}mellanrum_session`,
    attempt: `${prefix}mellanrum_sign_in`,
    language: languageCookie,
    look: lookCookie,
    read: (request, name) => valueInCookies(request.headers.cookie ?? '', name) ?? null,
    write,
    clear: (name) => write(name, '', { maxAge: 0 }),
  };
}

/** What the database keeps of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
