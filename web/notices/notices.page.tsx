import { type Notice, noticesRoutes } from '../../contract/notices.ts';
import { call } from '../kernel/api.ts';
import { useTimes } from '../kernel/now.ts';
import { queryClient, readKey, useRead } from '../kernel/read.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { useSay } from './say.ts';
import { text } from './text.ts';
import './notices.css';

/** What has happened that asks something of the reader's unit, or answers it. Each leads to what it is about. */
export default function NoticesPage() {
  const t = useText(text);
  const staff = useMe().kind === 'staff';
  const read = useRead(noticesRoutes.list, {});
  const first = read.data?.items[0];
  const unread = read.data?.items.some((one) => !one.read) ?? false;
  return (
    <Page
      title={t.title}
      lead={staff ? t.lead : t.leadOwn}
      width="read"
      actions={
        first && unread ? (
          <Button look="quiet" size="small" onClick={() => void mark(first.id, true).then(() => tell(t.done))}>
            {t.allRead}
          </Button>
        ) : undefined
      }
    >
      <Loaded read={read}>
        {({ items }) => (items.length === 0 ? <Empty>{t.empty}</Empty> : <List items={items} />)}
      </Loaded>
      <p>
        <Link to="/settings#wish">{t.settings}</Link>
      </p>
    </Page>
  );
}

function List({ items }: { readonly items: readonly Notice[] }) {
  const t = useText(text);
  const times = useTimes();
  const say = useSay();
  return (
    <ul className="notices">
      {items.map((notice) => {
        const { line, more, to } = say(notice);
        return (
          <li key={notice.id} data-unread={!notice.read || undefined}>
            <Link to={to} className="notice" onClick={() => notice.read || void mark(notice.id, false)}>
              <span className="notice-mark">{!notice.read && <span className="sr-only">{t.unread}: </span>}</span>
              <span className="notice-words">
                <span className={notice.read ? undefined : 'strong'}>{line}</span>
                {more && <span className="small soft">{more}</span>}
              </span>
              <span className="small soft figures notice-time">
                <time dateTime={notice.at} title={times.full(notice.at)}>
                  {times.moment(notice.at)}
                </time>
                {notice.settled && <span className="badge">{t.settled}</span>}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** One, or all up to it. The number in the header follows at once. */
async function mark(id: number, all: boolean): Promise<void> {
  const answer = await call(noticesRoutes.read, { body: { id, all } });
  queryClient.setQueryData(readKey(noticesRoutes.unread, {}), answer);
  queryClient.setQueryData<{ readonly items: readonly Notice[] }>(
    readKey(noticesRoutes.list, {}),
    (before) =>
      before && {
        items: before.items.map((one) => (one.id === id || (all && one.id <= id) ? { ...one, read: true } : one)),
      },
  );
}
