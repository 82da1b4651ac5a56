import { catalogue } from '../kernel/text.ts';
import { en } from './message-text-en.ts';
import { sv } from './message-text-sv.ts';

/** The words of the messages to those around the person. */
export const messageText = catalogue(sv, en);
