/** The languages of the program, Swedish first. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];
