import { catalogueLater } from '../kernel/text.ts';
import { sv } from './reply-text-sv.ts';

/** The words of the next meeting and the answer to it: what the first page shows of a meeting, and no more. */
export const replyText = catalogueLater(sv, () => import('./reply-text-en.ts').then(({ en }) => en));
