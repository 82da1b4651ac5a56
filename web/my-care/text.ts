import { catalogueLater } from '../kernel/text.ts';
import { sv } from './text-sv.ts';

/** What the first page says, and no more: it is fetched before anything can be read. All else stands in `pages-text.ts`. */
export const text = catalogueLater(sv, () => import('./text-en.ts').then(({ en }) => en));
