import { catalogue } from '../kernel/text.ts';
import { en } from './text-en.ts';
import { sv } from './text-sv.ts';

export const text = catalogue(sv, en);
