import { catalogue } from '../kernel/text.ts';
import { en } from './figures-text-en.ts';
import { sv } from './figures-text-sv.ts';

export const figuresText = catalogue(sv, en);
