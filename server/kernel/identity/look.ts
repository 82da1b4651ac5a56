import type { Look } from '../../../contract/identity.ts';

/** Seconds that a browser remembers how Mellanrum looks: also the page before sign-in should be readable to the one who uses it. */
export const lookFor = 365 * 24 * 3_600;

/** As it stands in the cookie: `dark.large`. */
export const wordOf = ({ scheme, textSize }: Look): string => `${scheme}.${textSize}`;
