import type { Consent } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

/** One answer in plain words: what, when, for whom, until when, and what it does not cover. */
export function ConsentWords({ consent, mine }: { readonly consent: Consent; readonly mine: Mine }) {
  const p = useText(pagesText);
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
  const said = mine.self ? (yes ? p.answers.yes : p.answers.no) : yes ? p.answers.yesRelative : p.answers.noRelative;
  return (
    <div className="stack-tight">
      <p>
        {said(times.date(consent.validFrom))} {consent.validUntil && p.answers.until(times.date(consent.validUntil))}{' '}
        {consent.givenBy !== 'person' && p.answers.someone}
      </p>
      {relative && <p>{p.answers.whom(relative.name)}</p>}
      {named(true) && (
        <p>
          {p.answers.between} {named(true)}
        </p>
      )}
      {named(false) && (
        <p>
          {p.answers.not} {named(false)}
        </p>
      )}
      {consent.about && <p>{p.answers.about(consent.about)}</p>}
      {consent.exceptAbout && <p>{p.answers.notAbout(consent.exceptAbout)}</p>}
      {consent.recordedBy && units(consent.unitId)?.kind !== 'person' && (
        <p className="small soft">
          {p.answers.wrote([consent.recordedBy, units(consent.unitId)?.name].filter(Boolean).join(', '))}
        </p>
      )}
    </div>
  );
}
