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
  return (
    <Link to="/notices" className="shell-button" title={t.nav.notices} aria-label={t.nav.unread(unread)}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className="shell-count" aria-hidden="true">
          {unread > most ? `${most}+` : unread}
        </span>
      )}
      <span className="sr-only" aria-live="polite">
        {unread > 0 && t.nav.unread(unread)}
      </span>
    </Link>
  );
}
