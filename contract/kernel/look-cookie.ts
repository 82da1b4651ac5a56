import { valueInCookies } from './cookies.ts';

/**
 * Where a browser keeps how Mellanrum looks, so that the very first paint is right: the server writes it on the page's first element.
 * It is no secret, and tells nothing but `dark.large`.
 */
export const lookCookie = 'mellanrum_look';

/** The look in a `Cookie` header: `[scheme, text size]`, unchecked words; undefined when none stands there. */
export function lookInCookies(cookies: string): readonly [string, string] | undefined {
  const found = /^([a-z]+)\.([a-z]+)$/u.exec(valueInCookies(cookies, lookCookie) ?? '');
  return found?.[1] && found[2] ? [found[1], found[2]] : undefined;
}
