import { catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

/** Words that every room uses: areas, states, moves, forms, times. */
export const common = catalogue(sv, en);
