import { valueInCookies } from './cookies.ts';
import { type Language, languages } from './language.ts';

/**
 * The one place where a browser keeps the language. It is no secret and may be read by the page, which must choose its words before it
 * knows who is signed in. The server writes it at sign-in and at a choice; the page writes it for a visitor who is not signed in.
 */
export const languageCookie = 'mellanrum_language';

/** The language in a `Cookie` header or in `document.cookie`; undefined when none stands there. */
export function languageInCookies(cookies: string): Language | undefined {
  const found = valueInCookies(cookies, languageCookie);
  return languages.find((language) => language === found);
}
