import { catalogue } from '../kernel/text.ts';
import { en } from './news-text-en.ts';
import { sv } from './news-text-sv.ts';

export const newsText = catalogue(sv, en);
