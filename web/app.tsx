import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  useLocation,
} from '@tanstack/react-router';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import type { Me } from '../contract/identity.ts';
import { dateInStockholm } from '../contract/kernel/time.ts';
import { type FirstPage, pageInCookies } from '../contract/kernel/page-cookie.ts';
import { ApiProblem } from './kernel/api.ts';
import { partsOfPages } from './kernel/at-hand.ts';
import { startReading } from './kernel/first-reads.ts';
import { contact, contactLost } from './kernel/contact.ts';
import { whenIdle } from './kernel/idle.ts';
import { SheetsContext } from './kernel/in-sheet.ts';
import { currentLanguage } from './kernel/language.ts';
import { isNewVersion } from './kernel/new-version.ts';
import { queryClient } from './kernel/read.ts';
import type { Page as PageOf, Sheet } from './kernel/route.ts';
import { scrollKeyOf } from './kernel/scroll-key.ts';
import { useMe, useSession } from './kernel/session.ts';
import { Frame, type NavItem } from './kernel/shell/frame.tsx';
import { useCommon } from './kernel/text.ts';
import { wordsReady } from './kernel/text/later.ts';
import { useGo } from './kernel/ui/link.tsx';
import { Crashed, NotFound } from './kernel/shell/dead-ends.tsx';
import { Skeleton } from './kernel/ui/states.tsx';
import { commitmentsPages, commitmentsSheets } from './commitments/pages.ts';
import { mailPages } from './mail/pages.ts';
import { useMyNav } from './my-care/nav.ts';
import { myCarePages } from './my-care/pages.ts';
import { noticesPages } from './notices/pages.ts';
import { organisationsPages } from './organisations/pages.ts';
import { peoplePages, peopleSheets } from './people/pages.ts';
import { plansPages, plansSheets } from './plans/pages.ts';
import { settingsPages } from './settings/pages.ts';
// With the program's own, so that no first page waits for its looks.
import './commitments/commitments.css';
import './commitments/today.css';
import './my-care/my-care.css';

/** A page comes with its words, in the language that is read: it is drawn at once, and one fetched ahead can be read without contact. */
const withWords = ({ path, load }: PageOf): PageOf => ({
  path,
  load: () => load().then((page) => wordsReady(currentLanguage()).then(() => page)),
});

// A new room adds its pages here, and its place in the menu below.
const pages: readonly PageOf[] = [
  ...commitmentsPages,
  ...peoplePages,
  ...organisationsPages,
  ...mailPages,
  ...plansPages,
  ...myCarePages,
  ...noticesPages,
  ...settingsPages,
].map(withWords);

const loadToday = () => import('./commitments/today.page.tsx');
const loadMyCare = () => import('./my-care/my-care.page.tsx');
/** The two first pages. One that has come before the first drawing takes the place of the one that waits for itself: it is drawn at once. */
const firstPage: { today: ComponentType; mine: ComponentType } = { today: lazy(loadToday), mine: lazy(loadMyCare) };
const Palette = lazy(() => import('./palette.tsx'));

const pageOf = ({ kind }: Me): FirstPage => (kind === 'staff' ? 'today' : 'mine');

/** The joint groups promise nothing themselves: they are there for the gaps that nobody has closed. */
const isJoint = (me: Me | null | undefined): boolean => me?.assignment?.role === 'leader';

/** The administrator keeps the register and meets nobody in care. */
const isAdministrator = (me: Me | null | undefined): boolean => me?.assignment?.role === 'administrator';

function ToPage({ to }: { readonly to: string }) {
  const go = useGo();
  useEffect(() => go(to, { replace: true }));
  return <Skeleton />;
}

/** The first page is one's own: the unit's day for staff, the gaps for a joint group, the own page for the person and those close. */
function Home() {
  const me = useMe();
  if (isAdministrator(me)) return <ToPage to="/admin" />;
  if (isJoint(me)) return <ToPage to="/gaps" />;
  const First = firstPage[pageOf(me)];
  return (
    <Suspense fallback={<Skeleton />}>
      <First />
    </Suspense>
  );
}

function useNav(): readonly NavItem[] {
  const t = useCommon();
  const me = useSession();
  const mine = useMyNav();
  if (me?.kind !== 'staff') return mine;
  const gaps: NavItem = { to: '/gaps', words: t.nav.gaps, icon: 'gaps', under: '/gaps' };
  const admin: NavItem = { to: '/admin', words: t.nav.admin, icon: 'admin', under: '/admin' };
  if (isAdministrator(me)) return [admin];
  if (isJoint(me)) return [gaps, admin];
  return [
    { to: '/', words: t.nav.today, icon: 'today' },
    { to: '/persons', words: t.nav.persons, icon: 'persons', under: '/persons' },
    { to: '/plans', words: t.nav.plans, icon: 'plans', under: '/plans' },
    gaps,
    { to: '/signal', words: t.nav.signal, icon: 'signal' },
    ...(me.assignment?.role === 'head' ? [{ ...admin, words: t.nav.unit }] : []),
  ];
}

const idle = (): Promise<void> => new Promise((done) => void whenIdle(done));

/** Each when there is nothing else to do; what cannot be fetched now is fetched when it is asked for. */
const oneByOne = (loads: readonly (() => Promise<unknown>)[]): Promise<unknown> =>
  loads.reduce<Promise<unknown>>(
    (before, load) =>
      before
        .then(idle)
        .then(load)
        .catch(() => undefined),
    Promise.resolve(),
  );

/** Pages of everyone's. */
const shared = new Set(['/notices', '/settings']);
/** Milliseconds after which the other pages are fetched too, so that they open without contact. */
const restMs = 8_000;

/** The pages that this reader may come to, and then their parts, are fetched ahead. */
function usePagesAtHand(kind: Me['kind'] | undefined): void {
  useEffect(() => {
    if (!kind) return undefined;
    const timer = setTimeout(() => {
      const own = pages.filter(({ path }) => shared.has(path) || path.startsWith('/my/') === (kind !== 'staff'));
      void oneByOne(own.map(({ load }) => load)).then(() => oneByOne(partsOfPages()));
    }, restMs);
    return () => clearTimeout(timer);
  }, [kind]);
}

function Root() {
  const { pathname } = useLocation();
  const nav = useNav();
  usePagesAtHand(useSession()?.kind);
  return (
    <Frame path={pathname} nav={nav} renderPalette={(onClose) => <Palette nav={nav} onClose={onClose} />}>
      <Outlet />
    </Frame>
  );
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Crashed });
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

/** A page that cannot be fetched without contact says so, where the router would load the whole window anew and leave it empty. */
const whenHere =
  (load: PageOf['load']): PageOf['load'] =>
  () =>
    load().catch((error: unknown) => {
      // Named anew: the router would load the window once more for itself, besides the once of the page that broke.
      if (navigator.onLine && contact.get() === 'here')
        throw isNewVersion(error) ? new Error(`new version: ${error.message}`) : error;
      contactLost();
      throw new ApiProblem('offline', 0);
    });
const rooms = pages.map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(whenHere(load)) }),
);
const router = createRouter({
  routeTree: root.addChildren([home, ...rooms]),
  defaultPendingComponent: Skeleton,
  defaultErrorComponent: Crashed,
  // A page about one person never becomes a page about another: what it holds, words being typed too, goes with it.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
  getScrollRestorationKey: scrollKeyOf,
});

/**
 * Fetches the first page and what it shows while the program itself is still being read. Any other address fetches its own.
 *
 * @returns done when the first page can be drawn with what it shows, and not first without
 */
export async function startFirst(): Promise<void> {
  const arrived = router.load();
  if (location.pathname !== '/') return void (await Promise.all([arrived, startReading()]));
  const likely = pageInCookies(document.cookie);
  if (likely) void (likely === 'today' ? loadToday() : loadMyCare()).catch(() => undefined);
  const me = await startReading();
  if (me?.assignment && !isAdministrator(me) && !isJoint(me)) {
    const page = pageOf(me);
    const { default: First, readFirst } = await (page === 'today' ? loadToday() : loadMyCare());
    firstPage[page] = First;
    const shown = readFirst(me);
    // While the answers are on their way: the table of time zones, which every row asks.
    dateInStockholm(Date.now());
    await shown;
  }
  await arrived;
}

// What can be opened beside a page: `?do=offer`.
const sheets = Object.fromEntries(
  [...commitmentsSheets, ...peopleSheets, ...plansSheets].map(({ name, load }: Sheet) => [name, lazy(load)]),
);

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <SheetsContext value={sheets}>
      <RouterProvider router={router} />
    </SheetsContext>
  </QueryClientProvider>
);
