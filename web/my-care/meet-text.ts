import { catalogue } from '../kernel/text.ts';
import { en } from './meet-text-en.ts';
import { sv } from './meet-text-sv.ts';

/** The words of the meeting, its preparation, and the yes or no to the plan. */
export const meetText = catalogue(sv, en);
