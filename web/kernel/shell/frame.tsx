import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { signedOut } from '../api.ts';
import { DirectoryContext, useDirectoryRead } from '../directory.ts';
import { useWishedLanguage } from '../language.ts';
import { useLive } from '../live.ts';
import { PaletteOpener } from '../palette/opener.tsx';
import { signInAddress, useSession, useSessionProblem } from '../session.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';
import { Mark, type IconName, Icon } from '../ui/icon.tsx';
import { KeyHelp } from '../ui/key-help.tsx';
import { Link } from '../ui/link.tsx';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/states.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { Account, Languages } from './account.tsx';
import { Bell } from './bell.tsx';
import { ChooseAssignment } from './choose-assignment.tsx';
import { SessionWatch } from './session-watch.tsx';
import { ContactBanner, useReadAgain } from './contact-banner.tsx';

export interface NavItem {
  readonly to: string;
  readonly words: string;
  readonly icon: IconName;
  /** Addresses beneath it that it also stands for. */
  readonly under?: string;
}

interface FrameProps {
  readonly path: string;
  readonly nav: readonly NavItem[];
  /** The box that finds anything, fetched when it is first opened. */
  readonly renderPalette: (onClose: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** What stands around every page: who and where one is, the way to the other pages, what was just done. */
export function Frame({ path, nav, renderPalette, children }: FrameProps) {
  const session = useSession();
  const unknown = useSessionProblem();
  useReadAgain();
  const density = session && session.kind !== 'staff' ? 'person' : 'work';
  // Before it is painted: a page that is drawn with what it shows would else be drawn small, and grow.
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  if (session === undefined) {
    return (
      <main className="main">
        {unknown ? <Problem error={unknown.problem} onRetry={unknown.retry} /> : <Skeleton />}
      </main>
    );
  }
  if (session === null) return <Welcome />;
  if (!session.assignment) return <ChooseAssignment me={session} />;
  return (
    <Signed path={path} nav={nav} renderPalette={renderPalette}>
      {children}
    </Signed>
  );
}

function Signed({ path, nav, renderPalette, children }: FrameProps) {
  const t = useCommon();
  useLive();
  const directory = useDirectoryRead();
  const main = useRef<HTMLElement>(null);
  // On a shared screen nothing of anyone stays readable when the session is over; what was typed is kept behind it.
  const out = useSignal(signedOut);
  return (
    <DirectoryContext value={directory}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t.nav.skip}
      </a>
      <header className="shell-head">
        <Link to="/" className="mark" aria-label={t.nav.home}>
          <Mark />
          <span aria-hidden="true">{t.product}</span>
        </Link>
        <nav className="nav" aria-label={t.nav.label}>
          <ul>
            {nav.map(({ to, words, icon, under }) => (
              <li key={to}>
                <Link to={to} aria-current={path === to || (under && path.startsWith(under)) ? 'page' : undefined}>
                  <Icon name={icon} />
                  {words}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="shell-end">
          <PaletteOpener render={renderPalette} />
          <Bell />
          <Languages />
          <Account />
        </div>
      </header>
      <SignedOutBanner />
      <SessionWatch />
      <ContactBanner />
      <main className="main" id="main" ref={main} tabIndex={-1} inert={out} data-out={out || undefined}>
        {children}
      </main>
      <Toasts />
      <KeyHelp />
    </DirectoryContext>
  );
}

function SignedOutBanner() {
  const t = useCommon();
  if (!useSignal(signedOut)) return null;
  return (
    <div className="banner" role="alert">
      <span>
        <strong>{t.signedOut.title}.</strong> {t.signedOut.words}
      </span>
      <a className="button" data-size="small" href={signInAddress()}>
        {t.signedOut.again}
      </a>
    </div>
  );
}

function Welcome() {
  const t = useCommon();
  const wished = useWishedLanguage();
  useEffect(() => {
    document.title = t.product;
  }, [t]);
  return (
    <main className="welcome" data-density="person">
      <h1 className="mark">
        <Mark />
        {t.product}
      </h1>
      <p className="welcome-lead">{t.welcome.lead}</p>
      <p>{t.welcome.words}</p>
      <a className="button" href={signInAddress(wished)}>
        {t.account.signIn}
      </a>
      <Languages />
    </main>
  );
}
