import { useText } from '../kernel/text.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

/** In place of a part that a relative is not shown. */
export function NotShared({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  return <p className="note">{p.relative.notShared(mine.name)}</p>;
}
