import type { Me } from '../../contract/identity.ts';
import { Suspense, useEffect, useState } from 'react';
import { peopleRoutes } from '../../contract/people.ts';
import { lazyPart } from '../kernel/at-hand.ts';
import { whenIdle } from '../kernel/idle.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { readAhead, useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Icon, type IconName } from '../kernel/ui/icon.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { CallNow } from './call-now.tsx';
import { type Mine, Shown, WithMine } from './mine.tsx';
import { Promises } from './promises.tsx';
import { text } from './text.ts';
import { MyVoice } from './voice.tsx';
import { WhoDoesWhat } from './who.tsx';

const NextMeeting = lazyPart(() => import('./next-meeting.tsx'));

/** Asks for what the page will show, and nothing else: every read is written in the log. @returns done when it has come */
export async function readFirst({ kind, personId }: Me): Promise<void> {
  if (personId === null) return;
  const params = { personId };
  // What someone close is shown is known only with the page.
  const calls = kind === 'person' ? readAhead(peopleRoutes.whoToCall, { params }) : undefined;
  await Promise.all([readAhead(peopleRoutes.overview, { params }), calls]);
}

/** Min vård: what matters, whom to call, what is promised, who is responsible; and the way to the rest. */
export default function MyCarePage() {
  return <WithMine>{(mine) => <MyCare mine={mine} />}</WithMine>;
}

function MyCare({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const { self, name, person } = mine;
  // Asked for beside the rest, and shown with it: what comes a moment later would move what is read.
  const calls = useRead(
    peopleRoutes.whoToCall,
    { params: { personId: mine.personId } },
    { enabled: mine.sees('circle') },
  );
  if (calls.isLoading) return <Skeleton />;
  return (
    <Page
      title={self ? t.home.title : t.home.relativeTitle(name)}
      tab={t.home.title}
      width="read"
      lead={self ? t.home.hello(name) : undefined}
    >
      {!self && <Shown mine={mine} />}
      {person.emergencies.length > 0 && (
        <p className="note" data-tone="near">
          {t.log.emergencyNote} <Link to="/my/log">{t.log.card}</Link>
        </p>
      )}
      <Meeting mine={mine} />
      {mine.sees('voice') && <MyVoice mine={mine} />}
      {mine.sees('circle') && <CallNow personId={mine.personId} />}
      <div className="stack-tight">
        <Link to="/my/unsafe" className="tell-us">
          <Icon name="signal" />
          <span>{self ? t.unsafe.title : t.unsafe.titleRelative(name)}</span>
        </Link>
        <Link to="/my/signal" className="tell-more">
          {t.unsafe.other}
        </Link>
      </div>
      {mine.sees('promises') && <Promises mine={mine} />}
      <WhoDoesWhat mine={mine} />
      <Ways mine={mine} />
    </Page>
  );
}

/** When the meeting is that is called and shown here; null when there is none. What nobody has noted as held is soon no next meeting. */
function nextMeetingOf({ person: { plan }, sees }: Mine): string | null {
  const since = currentInstant() - 8 * 3_600_000;
  return plan?.meetingAt && Date.parse(plan.meetingAt) >= since && sees('plan') ? plan.meetingAt : null;
}

/** When the meeting is stands there at once; how, where and the answer come when the rest has been painted, into a place that is kept for it. */
function Meeting({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const [now, set] = useState(false);
  useEffect(() => whenIdle(() => set(true)), []);
  const { plan } = mine.person;
  const at = nextMeetingOf(mine);
  if (!plan || at === null) return null;
  return (
    <section className="my-meeting-next" aria-labelledby="my-next">
      <h2 id="my-next">{t.meetings.next}</h2>
      <p className="meeting-when">
        <time dateTime={at}>{times.full(at)}</time>
      </p>
      {now && (
        <Suspense>
          <NextMeeting personId={mine.personId} planId={plan.id} />
        </Suspense>
      )}
    </section>
  );
}

/** The rest, each on a page of its own. */
function Ways({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const { self, name } = mine;
  const meeting = nextMeetingOf(mine);
  const own = self ? 'person' : 'relative';
  const waits = mine.person.promises.filter(
    ({ kind, fromKind, endedAt }) => kind === 'message' && fromKind === own && endedAt === null,
  ).length;
  const ways: readonly {
    readonly to: string;
    readonly icon: IconName;
    readonly title: string;
    readonly lead: string;
    readonly shown: boolean;
  }[] = [
    {
      to: '/my/plan',
      icon: 'plans',
      title: self ? t.plan.title : t.plan.titleRelative(name),
      lead: mine.person.plan ? t.plans[mine.person.plan.state] : t.plan.none,
      shown: mine.sees('plan'),
    },
    {
      to: '/my/messages',
      icon: 'message',
      title: t.messages.title,
      lead: waits > 0 ? t.messages.waits(waits) : self ? t.messages.card : t.messages.cardRelative(name),
      shown: mine.sees('promises'),
    },
    {
      to: '/my/meetings',
      icon: 'calendar',
      title: self ? t.meetings.title : t.meetings.titleRelative(name),
      lead: t.meetings.lead(meeting ? times.moment(meeting) : ''),
      shown: meeting !== null,
    },
    {
      to: '/my/prepare',
      icon: 'plans',
      title: t.meetings.prepare,
      lead: t.meetings.prepareLead,
      shown: meeting !== null,
    },
    {
      to: '/my/answers',
      icon: 'today',
      title: t.answers.title,
      lead: self ? t.answers.lead : t.answers.leadRelative(name),
      shown: mine.sees('consents'),
    },
    { to: '/my/sharing', icon: 'persons', title: t.sharing.title, lead: t.sharing.lead, shown: self },
    {
      to: '/my/log',
      icon: 'lock',
      title: self ? t.log.title : t.log.titleRelative(name),
      lead: t.log.card,
      shown: mine.sees('log'),
    },
  ];
  const shown = ways.filter((way) => way.shown);
  if (shown.length === 0) return null;
  return (
    <nav className="stack" aria-label={self ? t.home.more : t.home.moreRelative}>
      <h2>{self ? t.home.more : t.home.moreRelative}</h2>
      <ul className="ways">
        {shown.map(({ to, icon, title, lead }) => (
          <li key={to}>
            <Link to={to}>
              <Icon name={icon} />
              <span>
                <span className="strong">{title}</span>
                <span className="soft small">{lead}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
