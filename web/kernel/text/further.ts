import { catalogueLater, useText } from './catalogue.ts';
import { sv } from './further-sv.ts';

/**
 * Words that several rooms use and no first page says: of gaps and their ladder, the circle, the line, agreed lengths, finding someone.
 * They come with the page that says them, so that nobody waits for them to read the first one.
 */
const further = catalogueLater(sv, () => import('./further-en.ts').then(({ en }) => en));

export const useFurther = () => useText(further);
