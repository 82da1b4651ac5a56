import type { Consent } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import type { Mine } from './mine.tsx';
import { text } from './text.ts';

/** One answer in plain words: what, when, for whom, until when, and what it does not cover. */
export function ConsentWords({ consent, mine }: { readonly consent: Consent; readonly mine: Mine }) {
  const t = useText(text);
  const times = useTimes();
  const units = useUnits();
  const named = (included: boolean): string =>
    consent.units
      .filter((one) => one.included === included)
      .map(({ unitId }) => units(unitId)?.name ?? '')
      .filter(Boolean)
      .join(', ');
  const relative = mine.person.relatives?.find(({ id }) => id === consent.relativeId);
  const yes = consent.decision === 'yes';
  const said = mine.self ? (yes ? t.answers.yes : t.answers.no) : yes ? t.answers.yesRelative : t.answers.noRelative;
  return (
    <div className="stack-tight">
      <p>
        {said(times.date(consent.validFrom))} {consent.validUntil && t.answers.until(times.date(consent.validUntil))}{' '}
        {consent.givenBy !== 'person' && t.answers.someone}
      </p>
      {relative && <p>{t.answers.whom(relative.name)}</p>}
      {named(true) && (
        <p>
          {t.answers.between} {named(true)}
        </p>
      )}
      {named(false) && (
        <p>
          {t.answers.not} {named(false)}
        </p>
      )}
      {consent.about && <p>{t.answers.about(consent.about)}</p>}
      {consent.exceptAbout && <p>{t.answers.notAbout(consent.exceptAbout)}</p>}
      {consent.recordedBy && units(consent.unitId)?.kind !== 'person' && (
        <p className="small soft">
          {t.answers.wrote([consent.recordedBy, units(consent.unitId)?.name].filter(Boolean).join(', '))}
        </p>
      )}
    </div>
  );
}
