import { lazy, Suspense, useState } from 'react';
import type { PersonOverview } from '../../contract/people.ts';
import { useLanguage } from '../kernel/language.ts';
import { useWatch } from '../kernel/live.ts';
import { useNow } from '../kernel/now.ts';
import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { address, useParam } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { ageOf, calendarWord } from '../kernel/time-words.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { Alerts } from './alerts.tsx';
import { CallNow } from './call-now.tsx';
import { Carries } from './carries.tsx';
import { Circle } from './circle.tsx';
import { Consents } from './consents.tsx';
import { Contacts } from './contacts.tsx';
import { Join } from './join.tsx';
import { Log } from './log.tsx';
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
  if (data) return <PersonView overview={data} />;
  return (
    <Page title={t.person.loading}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={14} />}
    </Page>
  );
}

function PersonView({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const common = useCommon();
  const me = useMe();
  const [why, setWhy] = useState(false);
  const { person, access } = overview;
  const back = address(`/persons/${person.id}`, {});
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
              <ButtonLink to={`/persons/${person.id}/offer`}>{t.person.offer}</ButtonLink>
              <ButtonLink look="quiet" to={address('/signal', { person: person.id, return: back })}>
                {t.person.signal}
              </ButtonLink>
            </>
          )}
          <Button look="plain" onClick={() => setWhy(true)}>
            {t.person.why}
          </Button>
        </>
      }
    >
      {why && <Why personId={person.id} onClose={() => setWhy(false)} />}
      {!access.writable && <Join overview={overview} />}
      <Parts />
      <div className="person-columns">
        <div className="parts parts-voice">
          <Voice overview={overview} />
        </div>
        <div className="parts parts-now">
          <CallNow overview={overview} />
          <Alerts overview={overview} />
        </div>
        <div className="parts parts-work">
          <Carries overview={overview} />
          <Needs overview={overview} />
          <Promises overview={overview} />
          {overview.promises.length > 0 && (
            <Section id="line" title={t.sections.line}>
              <Suspense fallback={<Skeleton lines={8} />}>
                <PersonLine overview={overview} />
              </Suspense>
            </Section>
          )}
          <PlanPart overview={overview} />
          <Consents overview={overview} />
          {(me.assignment?.role === 'head' || me.kind !== 'staff') && <Log personId={person.id} />}
        </div>
        <div className="parts parts-people">
          <Contacts overview={overview} />
          <Circle overview={overview} />
          <Relatives overview={overview} />
        </div>
      </div>
    </Page>
  );
}

/** Who the person is, and how they are reached: nothing of it where the identity is protected. */
function Lead({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const common = useCommon();
  const language = useLanguage();
  const now = useNow();
  const { person, contact, masked, access } = overview;
  const place = [contact?.street, contact?.postalCode, contact?.town].filter(Boolean).join(', ');
  return (
    <div className="stack-tight">
      <p className="cluster figures">
        {person.identity && <span>{person.identity.value}</span>}
        <span>
          {t.person.born(calendarWord(person.birthDate, language), common.years(ageOf(person.birthDate, now)))}
        </span>
        {person.interpreter && <span className="badge">{t.person.interpreter(person.language)}</span>}
        {person.protection !== 'none' && (
          <span className="badge" data-state="near">
            {common.row.protected}
          </span>
        )}
        {person.deceasedOn && <span className="badge">{t.person.dead(calendarWord(person.deceasedOn, language))}</span>}
      </p>
      <p className="cluster small" hidden={!masked && !place && !contact?.phone && !access.writable}>
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
