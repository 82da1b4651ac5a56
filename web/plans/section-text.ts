import { catalogue } from '../kernel/text.ts';
import { en } from './section-text-en.ts';
import { sv } from './section-text-sv.ts';

export const sectionText = catalogue(sv, en);
