import type { ReactNode } from 'react';
import { administrationRoutes, type Register } from '../../../contract/administration.ts';
import { useRead } from '../../kernel/read.ts';
import { useMe } from '../../kernel/session.ts';
import { useText } from '../../kernel/text.ts';
import { NotFound } from '../../kernel/shell/dead-ends.tsx';
import { Link } from '../../kernel/ui/link.tsx';
import { Page } from '../../kernel/ui/page.tsx';
import { Problem } from '../../kernel/ui/problem.tsx';
import { Skeleton } from '../../kernel/ui/states.tsx';
import { text } from './text.ts';

const tabs = ['units', 'ways', 'staff', 'terms', 'hours', 'history'] as const;
export type Tab = (typeof tabs)[number];
const address: Readonly<Record<Tab, string>> = {
  units: '/admin',
  ways: '/admin/ways',
  staff: '/admin/staff',
  terms: '/admin/terms',
  hours: '/admin/hours',
  history: '/admin/history',
};

/** Roles that may keep something; whether they do is for the server to say. */
const keepers: ReadonlySet<string> = new Set(['head', 'administrator', 'leader']);

/** The tabs that there is something behind. */
const tabsOf = ({ role }: Register): readonly Tab[] =>
  role === 'leader' ? ['terms', 'hours', 'history'] : ['units', 'ways', 'staff', 'history'];

interface AdminPageProps {
  readonly which: Tab;
  readonly children: (register: Register) => ReactNode;
}

/** A page of the administration. Whoever keeps nothing is answered as for a page that does not exist. */
export function AdminPage({ which, children }: AdminPageProps) {
  const t = useText(text);
  const mayKeep = keepers.has(useMe().assignment?.role ?? '');
  const { data, error, refetch } = useRead(administrationRoutes.register, {}, { staleTime: 60_000, enabled: mayKeep });
  if (!mayKeep || error?.code === 'not_found' || error?.code === 'not_allowed') return <NotFound />;
  if (!data)
    return (
      <Page title={t.title} width="wide">
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={10} />}
      </Page>
    );
  // A joint group has only times to keep: it begins there.
  const shown = data.role === 'leader' && which === 'units' ? 'terms' : which;
  if (!tabsOf(data).includes(shown)) return <NotFound />;
  const lead = {
    head: t.lead.head(data.units[0]?.name ?? ''),
    administrator: t.lead.administrator(data.provider.name),
    leader: t.lead.leader,
  }[data.role];
  return (
    <Page title={t.tabs[shown]} width="wide" lead={<p>{lead}</p>}>
      <nav className="admin-tabs no-print" aria-label={t.tabs.label} ref={shownFully}>
        {tabsOf(data).map((one) => (
          <Link
            key={one}
            to={data.role === 'leader' && one === 'terms' ? '/admin' : address[one]}
            aria-current={one === shown ? 'page' : undefined}
          >
            {t.tabs[one]}
          </Link>
        ))}
      </nav>
      {children(data)}
    </Page>
  );
}

/** On a phone the tabs roll sideways: the one that is shown is not half outside. */
const shownFully = (row: HTMLElement | null): void =>
  row?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
