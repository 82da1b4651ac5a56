import { catalogueLater } from './catalogue.ts';
import { sv } from './sv.ts';

/** Words that every room uses: areas, states, moves, forms, times. */
export const common = catalogueLater(sv, () => import('./en.ts').then(({ en }) => en));
