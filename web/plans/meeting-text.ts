import { catalogue } from '../kernel/text.ts';
import { en } from './meeting-text-en.ts';
import { sv } from './meeting-text-sv.ts';

export const meetingText = catalogue(sv, en);
