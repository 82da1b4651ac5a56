import { useState } from 'react';
import { type Alert, alertEndReasons, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useBeside } from '../kernel/in-sheet.ts';
import { useLanguage } from '../kernel/language.ts';
import { useTimes } from '../kernel/now.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { pageText } from './page-text.ts';
import { Earlier } from './section.tsx';

interface Props {
  readonly overview: PersonOverview;
}

/** The first thing to know: warnings, protected identity, interpreter, who represents the person. */
export function Warnings({ overview }: Props) {
  const t = useText(pageText).warnings;
  const beside = useBeside();
  const { alerts, access } = overview;
  const now = alerts.filter(({ inForce }) => inForce);
  const before = alerts.filter(({ inForce }) => !inForce);
  const add = access.writable && (
    <ButtonLink look="plain" size="small" to={beside('alert')}>
      {t.add}
    </ButtonLink>
  );
  return (
    <section className="warnings" id="warnings" aria-label={t.title}>
      <ToKnow overview={overview} />
      {now.length > 0 && (
        <ul className="warning-list">
          {now.map((alert) => (
            <Warning key={alert.id} alert={alert} personId={overview.person.id} writable={access.writable} />
          ))}
        </ul>
      )}
      <div className="cluster small no-print">
        {now.length === 0 && <span className="soft">{t.none}</span>}
        {add}
        {before.length > 0 && (
          <Earlier words={t.earlier(before.length)}>
            <ul className="lines">
              {before.map((alert) => (
                <Former key={alert.id} alert={alert} />
              ))}
            </ul>
          </Earlier>
        )}
      </div>
    </section>
  );
}

const deputies: ReadonlySet<string> = new Set(['guardian', 'trustee', 'administrator']);

/** Interpreter, protected identity, and who may speak for the person. */
function ToKnow({ overview }: Props) {
  const t = useText(pageText).warnings;
  const common = useCommon();
  const language = useLanguage();
  const { person, relatives } = overview;
  const spoken = person.language === 'sv' ? '' : languageName(person.language, language);
  const speaking = (relatives ?? []).filter(({ relation, validTo }) => deputies.has(relation) && validTo === null);
  if (person.protection === 'none' && !spoken && !person.interpreter && speaking.length === 0) return null;
  return (
    <ul className="to-know">
      {person.protection !== 'none' && (
        <li data-tone="near">
          <Icon name="lock" /> {t.protected}
        </li>
      )}
      {(person.interpreter || spoken) && (
        <li>
          {person.interpreter ? t.interpreter(spoken || languageName(person.language, language)) : t.language(spoken)}
        </li>
      )}
      {speaking.map(({ id, name, relation, phone }) => (
        <li key={id}>
          <span className="soft">{t.deputy}</span> {common.relations[relation].toLowerCase()} <strong>{name}</strong>{' '}
          {phone && person.protection === 'none' && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
        </li>
      ))}
    </ul>
  );
}

/** A language's own name in the language of the page; the code when there is none. */
function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

interface WarningProps {
  readonly alert: Alert;
  readonly personId: string;
  readonly writable: boolean;
}

function Warning({ alert, personId, writable }: WarningProps) {
  const t = useText(pageText).warnings;
  const times = useTimes();
  const beside = useBeside();
  const own = useMyUnitId();
  const [ending, setEnding] = useState(false);
  return (
    <li className="warning" data-kind={alert.kind}>
      <div className="stack-tight">
        <p>
          <span className="warning-kind">{t.kinds[alert.kind]}</span>{' '}
          <span className="warning-words">{alert.words}</span>
        </p>
        <p className="small soft cluster">
          <UnitTag id={alert.unitId} />
          <span>{t.by(alert.recordedBy, times.date(alert.validFrom))}</span>
          {alert.validUntil && <span>{t.till(times.date(alert.validUntil))}</span>}
        </p>
      </div>
      {writable && alert.unitId === own && (
        <div className="cluster no-print">
          <ButtonLink look="plain" size="small" to={beside('alert', { alert: alert.id })}>
            {t.change}
          </ButtonLink>
          <Button look="plain" size="small" onClick={() => setEnding(true)}>
            {t.end}
          </Button>
        </div>
      )}
      {ending && (
        <Dialog title={t.endTitle} onClose={() => setEnding(false)}>
          <p className="quote quote-small">{alert.words}</p>
          <Form
            id={`alert-end:${alert.id}`}
            route={peopleRoutes.endAlert}
            version={alert.version}
            defaults={{ reason: '' }}
            input={({ reason }, version) => ({
              params: { personId, alertId: alert.id },
              body: { version, reason: reason as (typeof alertEndReasons)[number] },
            })}
            submit={t.endTitle}
            cancel={() => setEnding(false)}
            onDone={() => {
              setEnding(false);
              tell(t.ended);
            }}
          >
            <RadioField name="reason" label={t.endReason} options={choicesOf(t.endReasons, alertEndReasons)} />
          </Form>
        </Dialog>
      )}
    </li>
  );
}

function Former({ alert }: { readonly alert: Alert }) {
  const t = useText(pageText).warnings;
  const times = useTimes();
  return (
    <li className="line small soft">
      <span>
        {t.kinds[alert.kind]}: {alert.words}
      </span>
      <span className="cluster">
        <UnitTag id={alert.unitId} /> {times.date(alert.validFrom)}
        {alert.endedReason ? t.reasons[alert.endedReason] : alert.validUntil && t.till(times.date(alert.validUntil))}
      </span>
    </li>
  );
}
