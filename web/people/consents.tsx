import { useState } from 'react';
import { type Consent, consentForms, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useBeside } from '../kernel/in-sheet.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Blocks } from './blocks.tsx';
import { Grounds } from './grounds.tsx';
import { Earlier, Section } from './section.tsx';
import { text } from './text.ts';

/** What the person has said yes and no to, the grounds other than consent, and blocks. */
export function Consents({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const { consents, grounds, person, access } = overview;
  const inForce = consents.filter((consent) => consent.inForce);
  const older = consents.filter((consent) => !consent.inForce);
  const beside = useBeside();
  return (
    <Section
      id="consents"
      title={t.sections.consents}
      actions={
        access.writable && (
          <>
            <ButtonLink look="quiet" size="small" to={beside('consent')}>
              {t.consents.record}
            </ButtonLink>
            <ButtonLink look="plain" size="small" to={beside('ground')}>
              {t.consents.ground}
            </ButtonLink>
          </>
        )
      }
    >
      {consents.length === 0 && grounds.length === 0 && <Empty>{t.consents.empty}</Empty>}
      {inForce.length > 0 && (
        <ul className="lines">
          {inForce.map((consent) => (
            <ConsentLine key={consent.id} consent={consent} personId={person.id} writable={access.writable} />
          ))}
        </ul>
      )}
      <Grounds grounds={grounds} personId={person.id} writable={access.writable} />
      <Blocks overview={overview} />
      {older.length > 0 && (
        <Earlier words={t.consents.older(older.length)}>
          <ul className="lines">
            {older.map((consent) => (
              <ConsentLine key={consent.id} consent={consent} personId={person.id} writable={false} />
            ))}
          </ul>
        </Earlier>
      )}
    </Section>
  );
}

interface ConsentLineProps {
  readonly consent: Consent;
  readonly personId: string;
  readonly writable: boolean;
}

export function ConsentLine({ consent, personId, writable }: ConsentLineProps) {
  const t = useText(text);
  const times = useTimes();
  const [withdrawing, setWithdrawing] = useState(false);
  const included = consent.units.filter((unit) => unit.included);
  const excluded = consent.units.filter((unit) => !unit.included);
  const yes = consent.decision === 'yes';
  return (
    <li className="line">
      <div className="stack-tight">
        <p className="cluster">
          <span className="badge" data-state={yes && consent.inForce ? 'kept' : undefined}>
            {yes ? t.consents.yes : t.consents.no}
          </span>
          <span className="strong">{t.consents.titles[consent.kind]}</span>
        </p>
        {included.length > 0 && (
          <p className="small cluster">
            <span className="soft">
              {consent.kind === 'disclosure' && yes ? t.consents.between : t.consents.towards}
            </span>
            {included.map(({ unitId }) => (
              <UnitTag key={unitId} id={unitId} />
            ))}
          </p>
        )}
        {excluded.length > 0 && (
          <p className="small cluster">
            <span className="soft">{t.consents.except}</span>
            {excluded.map(({ unitId }) => (
              <UnitTag key={unitId} id={unitId} />
            ))}
          </p>
        )}
        {(consent.about || consent.exceptAbout) && (
          <p className="small">
            {consent.about}
            {consent.exceptAbout && ` (${t.consents.except}: ${consent.exceptAbout})`}
          </p>
        )}
        <p className="small soft cluster">
          <span>{t.consent.forms[consent.form]}</span>
          <span>{times.date(consent.validFrom)}</span>
          {consent.validUntil && <span>{t.consents.until(times.date(consent.validUntil))}</span>}
          {consent.withdrawnAt ? (
            <span>{t.consents.withdrawnAt(times.date(consent.withdrawnAt))}</span>
          ) : (
            !consent.inForce && <span>{t.consents.notNow}</span>
          )}
          <span>{consent.recordedBy}</span>
        </p>
      </div>
      {writable && yes && (
        <Button look="plain" size="small" onClick={() => setWithdrawing(true)}>
          {t.consents.withdraw}
        </Button>
      )}
      {withdrawing && (
        <Dialog title={t.consents.withdrawTitle} onClose={() => setWithdrawing(false)}>
          <p>{t.consents.withdrawLead}</p>
          <Form
            id={`withdraw:${consent.id}`}
            route={peopleRoutes.withdrawConsent}
            version={consent.version}
            defaults={{ form: 'oral' }}
            input={({ form }, version) => ({
              params: { personId, consentId: consent.id },
              body: { version, form: form as Consent['form'] },
            })}
            submit={t.consents.withdrawTitle}
            look="grave"
            cancel={() => setWithdrawing(false)}
            onDone={() => {
              setWithdrawing(false);
              tell(t.consents.withdrawn);
            }}
          >
            <RadioField
              row
              name="form"
              label={t.consents.withdrawForm}
              options={choicesOf(t.consent.forms, consentForms)}
            />
          </Form>
        </Dialog>
      )}
    </li>
  );
}
