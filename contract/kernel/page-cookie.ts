import { valueInCookies } from './cookies.ts';

/**
 * Whose first page was shown in this browser last: the server tells the browser of that page's files with the page itself, so that they
 * are on their way before any script has run. It is no secret, and costs nothing when it is wrong.
 */
export const pageCookie = 'mellanrum_page';

/** `today` the first page of staff, `mine` that of the person and those close; the files are called so too. */
export const firstPages = ['today', 'mine'] as const;
export type FirstPage = (typeof firstPages)[number];

/** The page in a `Cookie` header or in `document.cookie`; undefined when none stands there. */
export function pageInCookies(cookies: string): FirstPage | undefined {
  const found = valueInCookies(cookies, pageCookie);
  return firstPages.find((page) => page === found);
}
