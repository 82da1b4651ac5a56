import { useEffect, useRef, useState } from 'react';
import { type BlockingUnits, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import type { z } from 'zod';
import { useDirectory, useUnit, useUnits } from '../kernel/directory.ts';
import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { nameOfPerson, usePerson } from '../kernel/person.ts';
import { useParam } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { safetyText } from './safety-text.ts';
import './people.css';

/** Nödöppning: out of the way, with a reason that the person reads. Each of the two ways stands on its own paragraph. */
export default function EmergencyPage() {
  const t = useText(safetyText).emergency;
  const personId = useParam('personId');
  const read = usePerson(personId);
  const branch = useUnit(useMyUnitId())?.branch;
  return (
    <Page title={t.title} lead={t.lead} width="read">
      <Loaded read={read}>
        {({ person }) => (
          <div className="parts">
            <p className="about strong">{nameOfPerson(person)}</p>
            {(branch === 'health' || branch === 'omsorg') && <OpenOthers person={person} />}
            <LiftOwn person={person} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

interface WhomProps {
  readonly person: PersonOverview['person'];
}

/** Back to the person's page, which now shows more. */
function useOpened(personId: string): (answer: { readonly closesAt: string }) => void {
  const t = useText(safetyText).emergency;
  const times = useTimes();
  const go = useGo();
  return ({ closesAt }) => {
    tell(t.done(times.moment(closesAt)));
    go(`/persons/${personId}`, { replace: true });
  };
}

function OpenOthers({ person }: WhomProps) {
  const t = useText(safetyText).emergency;
  const opened = useOpened(person.id);
  return (
    <section className="part" aria-labelledby="others">
      <h2 id="others">{t.others}</h2>
      <p>{t.othersWords}</p>
      <Form
        id={`emergency:${person.id}`}
        route={peopleRoutes.emergency}
        defaults={{ reason: '' }}
        input={({ reason }) => ({ params: { personId: person.id }, body: { code: 'svod_3_6' as const, reason } })}
        submit={t.othersOpen}
        look="grave"
        cancel={`/persons/${person.id}`}
        onDone={opened}
      >
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={2} />
      </Form>
    </section>
  );
}

interface Told {
  readonly reason: string;
  readonly blocking: z.infer<typeof BlockingUnits>;
}

/** First which units are blocked, a question that is logged with its reason; then one of them. */
function LiftOwn({ person }: WhomProps) {
  const t = useText(safetyText).emergency;
  const [told, setTold] = useState<Told | null>(null);
  const step = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that was pressed is gone, and what came in its place begins here.
    if (told) step.current?.focus();
  }, [told]);
  return (
    <section className="part" aria-labelledby="lift">
      <h2 id="lift">{t.lift}</h2>
      <p>{t.liftWords}</p>
      <p className="strong" ref={step} tabIndex={-1}>
        {t.step(told ? 2 : 1)}
      </p>
      {told ? (
        <Lift person={person} told={told} onAgain={() => setTold(null)} />
      ) : (
        <Form
          id={`blocking:${person.id}`}
          route={peopleRoutes.blockingUnits}
          defaults={{ reason: '' }}
          input={({ reason }) => ({ params: { personId: person.id }, body: { reason } })}
          submit={t.ask}
          cancel={`/persons/${person.id}`}
          onDone={(blocking, { reason }) => setTold({ reason: reason.trim(), blocking })}
        >
          <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={2} />
        </Form>
      )}
    </section>
  );
}

interface LiftProps extends WhomProps {
  readonly told: Told;
  readonly onAgain: () => void;
}

function Lift({ person, told, onAgain }: LiftProps) {
  const t = useText(safetyText).emergency;
  const units = useUnits();
  const directory = useDirectory();
  const own = useMyUnitId();
  const opened = useOpened(person.id);
  const { reason, blocking } = told;
  const liftable = blocking.unitIds.filter((id) => id !== own);
  const elsewhere = directory?.providers.filter(({ id }) => blocking.providerIds.includes(id)) ?? [];
  return (
    <>
      <p className="quote quote-small">
        {t.because}: {reason}
      </p>
      {elsewhere.length > 0 && (
        <div className="note">
          <p>{t.elsewhere}</p>
          <ul>
            {elsewhere.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {liftable.length === 0 ? (
        <>
          <p>{t.none}</p>
          <div>
            <Button look="quiet" onClick={onAgain}>
              {t.again}
            </Button>
          </div>
        </>
      ) : (
        <Form
          id={`lift-emergency:${person.id}`}
          route={peopleRoutes.emergency}
          defaults={{ liftedUnitId: '' }}
          input={({ liftedUnitId }) => ({
            params: { personId: person.id },
            body: { code: 'pdl_4_5' as const, reason, liftedUnitId: liftedUnitId || undefined },
          })}
          submit={t.liftOpen}
          look="grave"
          cancel={onAgain}
          onDone={opened}
        >
          <RadioField
            name="liftedUnitId"
            label={t.which}
            options={liftable.map((id) => ({ value: id, label: units(id)?.name ?? '' }))}
          />
        </Form>
      )}
    </>
  );
}
