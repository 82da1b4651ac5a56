import { catalogue } from '../kernel/text.ts';
import { en } from './request-text-en.ts';
import { sv } from './request-text-sv.ts';

export const requestText = catalogue(sv, en);
