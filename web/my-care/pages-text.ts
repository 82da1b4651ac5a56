import { catalogueLater } from '../kernel/text.ts';
import { sv } from './pages-text-sv.ts';

/** The words of the pages behind the first one, which itself has those of `text.ts`. No word stands in both. */
export const pagesText = catalogueLater(sv, () => import('./pages-text-en.ts').then(({ en }) => en));
