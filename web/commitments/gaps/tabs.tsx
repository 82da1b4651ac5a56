import { useText } from '../../kernel/text.ts';
import { Link } from '../../kernel/ui/link.tsx';
import { text } from './text.ts';

/** The board and the week, side by side. */
export function GapTabs({ here }: { readonly here: 'board' | 'week' }) {
  const t = useText(text);
  return (
    <nav className="gap-tabs no-print" aria-label={t.pages.label}>
      <Link to="/gaps" aria-current={here === 'board' ? 'page' : undefined}>
        {t.pages.board}
      </Link>
      <Link to="/gaps/week" aria-current={here === 'week' ? 'page' : undefined}>
        {t.pages.week}
      </Link>
      <Link to="/plans/follow-ups">{t.pages.followUps}</Link>
    </nav>
  );
}
