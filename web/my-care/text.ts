import { catalogueLater } from '../kernel/text.ts';
import { sv } from './text-sv.ts';

export const text = catalogueLater(sv, () => import('./text-en.ts').then(({ en }) => en));
