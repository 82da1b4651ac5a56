import { useUnits } from '../kernel/directory.ts';
import { useTimes } from '../kernel/now.ts';
import { address } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import type { Mine } from './mine.tsx';
import { text } from './text.ts';

/** For each need the one unit that is responsible; the contacts with a name; everyone around. */
export function WhoDoesWhat({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const c = useCommon();
  const times = useTimes();
  const units = useUnits();
  const { person, self } = mine;
  const needs = person.needs.filter(({ state }) => state === 'open');
  const contacts = person.namedContacts.filter(({ validTo }) => validTo === null);
  const circle = [...new Set(person.circle.filter(({ current }) => current).map(({ unitId }) => unitId))];
  if (!mine.sees('needs') && !mine.sees('circle')) return null;
  return (
    <section className="stack" aria-labelledby="my-who">
      <h2 id="my-who">{t.who.title}</h2>
      {mine.sees('needs') && (
        <>
          <p>{t.who.lead}</p>
          {needs.length === 0 && <p className="soft">{self ? t.who.none : t.who.noneRelative}</p>}
          {needs.length > 0 && (
            <ul className="my-list">
              {needs.map((need) => (
                <li key={need.id} className="my-line">
                  <div>
                    <p className="small soft">{c.areas[need.area]}</p>
                    <p className="my-words">{need.words}</p>
                  </div>
                  <p className="my-when">
                    {need.accountableUnitId ? (
                      <>
                        <strong>{units(need.accountableUnitId)?.name}</strong> {t.who.has}
                        {need.accountableSince && (
                          <span className="soft"> {t.who.since(times.date(need.accountableSince))}</span>
                        )}
                      </>
                    ) : (
                      t.who.hidden
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {mine.sees('circle') && (
        <>
          <h3>{t.who.contacts}</h3>
          {contacts.length === 0 ? (
            self && (
              <>
                <p className="soft">{t.who.noContact}</p>
                <div>
                  <ButtonLink look="quiet" to={address('/my/signal', { words: t.who.ask })}>
                    {t.who.ask}
                  </ButtonLink>
                </div>
              </>
            )
          ) : (
            <ul className="my-list">
              {contacts.map(({ id, kind, staffName, staffTitle, unitId }) => (
                <li key={id} className="my-line">
                  <div>
                    <p className="small soft">{self ? t.contacts[kind] : c.contactKinds[kind]}</p>
                    <p className="strong">{staffName}</p>
                    <p className="small">
                      {staffTitle}, {units(unitId)?.name}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {circle.length > 0 && (
            <details className="fold">
              <summary>{t.who.circle}</summary>
              <ul className="my-list">
                {circle.map((id) => {
                  const unit = units(id);
                  return (
                    <li key={id} className="my-line">
                      <div>
                        <p className="strong">{unit?.name}</p>
                        {unit && <p className="small soft">{c.unitKinds[unit.kind]}</p>}
                      </div>
                    </li>
                  );
                })}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
