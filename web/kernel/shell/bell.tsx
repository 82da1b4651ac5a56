import { noticesRoutes } from '../../../contract/notices.ts';
import { useRead } from '../read.ts';
import { useCommon } from '../text.ts';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';

const most = 99;

/** How much has happened that is not read, and the way to it. */
export function Bell() {
  const t = useCommon();
  const unread = useRead(noticesRoutes.unread, {}).data?.unread ?? 0;
  const count = unread > most ? `${most}+` : String(unread);
  return (
    <>
      <Link to="/notices" className="shell-button" title={t.nav.notices}>
        <Icon name="bell" />
        <span className="sr-only">{t.nav.notices}</span>
        {unread > 0 && (
          <span className="shell-count">
            {count}
            <span className="sr-only"> {t.nav.unread}</span>
          </span>
        )}
      </Link>
      <span className="sr-only" aria-live="polite">
        {unread > 0 && `${t.nav.notices}: ${count} ${t.nav.unread}`}
      </span>
    </>
  );
}
