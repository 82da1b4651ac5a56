import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { isClosed, useClosed } from '../kernel/closed.ts';
import { LeftContext } from '../kernel/form/left.ts';
import { useLanguage } from '../kernel/language.ts';
import { useWatch } from '../kernel/live.ts';
import { useNow } from '../kernel/now.ts';
import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { KeptWords } from '../kernel/own/kept-words.tsx';
import { useOwnWords } from '../kernel/own/use-own-words.ts';
import { useBeside } from '../kernel/in-sheet.ts';
import { useParam } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { ageOf, calendarWord } from '../kernel/time-words.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Sheets } from '../kernel/ui/sheet.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { Alerts } from './alerts.tsx';
import { Closed, WhollyClosed } from './closed.tsx';
import { Happened } from './happened.tsx';
import { pageText } from './page-text.ts';
import { PrintFoot } from './print.tsx';
import { Readers } from './readers.tsx';
import { Warnings } from './warnings.tsx';
import { CallNow } from './call-now.tsx';
import { Carries } from './carries.tsx';
import { Circle } from './circle.tsx';
import { Consents } from './consents.tsx';
import { Contacts } from './contacts.tsx';
import { Join } from './join.tsx';
import { Log } from './log.tsx';
import { Messages } from './messages.tsx';
import { Needs } from './needs.tsx';
import { PlanPart } from './plan-part.tsx';
import { Promises } from './promises.tsx';
import { Relatives } from './relatives.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';
import { Voice } from './voice.tsx';
import { Why } from './why.tsx';
import './people.css';

const PersonLine = lazy(() => import('./line.tsx'));

/** The person's page for staff: what matters to the person first, then who carries what. */
export default function PersonPage() {
  const t = useText(text);
  const personId = useParam('personId');
  useWatch(personId);
  const { data, error, refetch } = usePerson(personId);
  // What may no longer be seen is not kept on the screen; what its reader was writing is.
  const closed = data !== undefined && isClosed({ error });
  const { words, left, drop } = useOwnWords(personId, (form) => !closed && tellsOf(data, form));
  const own = words.length > 0 && <KeptWords words={words} onDrop={drop} headed />;
  if (!data)
    return (
      <Page title={t.person.loading}>
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={14} />}
        {own}
      </Page>
    );
  return (
    <LeftContext value={left}>
      {closed ? <WhollyClosed personId={personId}>{own}</WhollyClosed> : <PersonView overview={data} aside={own} />}
    </LeftContext>
  );
}

/** Whether what a form is about, by the id in its name, stands on the page still. */
const tellsOf = (data: PersonOverview | undefined, form: string): boolean => {
  const subject = /[\da-f-]{36}/u.exec(form)?.[0];
  return data === undefined || subject === undefined || JSON.stringify(data).includes(subject);
};

function PersonView({ overview, aside }: { readonly overview: PersonOverview; readonly aside: ReactNode }) {
  const t = useText(text);
  const common = useCommon();
  const me = useMe();
  const p = useText(pageText);
  const [asked, setAsked] = useState<'why' | 'readers' | null>(null);
  const { closed, dismiss } = useClosed(overview);
  const close = (): void => setAsked(null);
  const { person, access } = overview;
  const beside = useBeside();
  return (
    <Page
      title={nameOfPerson(person)}
      tab={t.person.loading}
      back={{ to: '/persons', words: common.nav.persons }}
      lead={<Lead overview={overview} />}
      actions={
        <>
          {access.writable && (
            <>
              <ButtonLink to={beside('offer')}>{t.person.offer}</ButtonLink>
              <ButtonLink look="quiet" to={beside('signal')}>
                {t.person.signal}
              </ButtonLink>
            </>
          )}
          <Button look="plain" onClick={() => setAsked('why')}>
            {t.person.why}
          </Button>
          <Button look="plain" onClick={() => setAsked('readers')}>
            {p.readers.open}
          </Button>
        </>
      }
    >
      <Sheets />
      {asked === 'why' && <Why personId={person.id} onClose={close} />}
      {asked === 'readers' && <Readers personId={person.id} onClose={close} />}
      <div className="closed-room" aria-live="polite">
        {closed && <Closed onWhy={() => setAsked('why')} onDismiss={dismiss} />}
      </div>
      {aside}
      {!access.writable && <Join overview={overview} />}
      <Warnings overview={overview} />
      <Parts />
      <div className="person-columns" data-protected={person.protection !== 'none'}>
        <div className="parts parts-now">
          <CallNow overview={overview} />
          <div className="no-print">
            <Alerts overview={overview} />
          </div>
        </div>
        <div className="parts">
          <Voice overview={overview} />
          <Carries overview={overview} />
        </div>
        <div className="parts parts-work no-print">
          <Needs overview={overview} />
          <Promises overview={overview} />
          <Messages overview={overview} />
          {overview.promises.length > 0 && (
            <Section id="line" title={t.sections.line}>
              <Suspense fallback={<Skeleton lines={8} />}>
                <PersonLine overview={overview} />
              </Suspense>
            </Section>
          )}
          <PlanPart overview={overview} />
          <Consents overview={overview} />
          <Happened personId={person.id} />
          {(me.assignment?.role === 'head' || me.kind !== 'staff') && <Log personId={person.id} />}
        </div>
        <div className="parts parts-people">
          <Contacts overview={overview} />
          <div className="no-print">
            <Circle overview={overview} />
          </div>
          <div className="mask">
            <Relatives overview={overview} />
          </div>
        </div>
      </div>
      <PrintFoot overview={overview} />
    </Page>
  );
}

/** Who the person is, and how they are reached: nothing of it where the identity is protected. */
function Lead({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const p = useText(pageText);
  const common = useCommon();
  const further = useFurther();
  const language = useLanguage();
  const now = useNow();
  const { person, contact, masked, access } = overview;
  const place = [contact?.street, contact?.postalCode, contact?.town].filter(Boolean).join(', ');
  return (
    <div className="stack-tight">
      <p className="print-only strong">{p.print.card}</p>
      <p className="cluster figures">
        {person.identity && <span>{person.identity.value}</span>}
        <span>
          {t.person.born(calendarWord(person.birthDate, language), further.years(ageOf(person.birthDate, now)))}
        </span>
        {person.protection !== 'none' && (
          <span className="badge" data-state="near">
            {common.row.protected}
          </span>
        )}
        {person.deceasedOn && <span className="badge">{t.person.dead(calendarWord(person.deceasedOn, language))}</span>}
      </p>
      <p
        className="cluster small"
        data-mask={person.protection !== 'none'}
        hidden={!masked && !place && !contact?.phone && !access.writable}
      >
        {masked ? t.person.masked : place}
        {!masked && contact?.phone && <a href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}>{contact.phone}</a>}
        {access.writable && (
          <Link className="no-print" to={`/persons/${person.id}/details`}>
            {t.person.details}
          </Link>
        )}
      </p>
    </div>
  );
}

const parts = [
  'call',
  'voice',
  'carries',
  'needs',
  'promises',
  'messages',
  'line',
  'plan',
  'consents',
  'contacts',
  'circle',
  'relatives',
] as const;

/** The parts of the page as a short list at the top, for small screens and keyboards. */
function Parts() {
  const t = useText(text);
  return (
    <nav className="part-links no-print" aria-label={t.sections.label}>
      <ul>
        {parts.map((part) => (
          <li key={part}>
            <a href={`#${part}`}>{t.sections[part]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
