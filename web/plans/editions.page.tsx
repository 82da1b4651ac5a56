import { useState } from 'react';
import { planRoutes, type PlanView } from '../../contract/plans.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Link, useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { Changes } from './difference.tsx';
import { nameOf } from './plan-words.ts';
import './plans.css';
import { text } from './text.ts';
import { planAddress, planSubAddress, usePlan } from './use-plan.ts';

/** The plan's editions, and what differs between any two of them. The two stand in the address. */
export default function EditionsPage() {
  const { overview, plan } = usePlan();
  return (
    <Loaded read={overview}>
      {(person) => <Loaded read={plan}>{(one) => <Editions plan={one} person={person} />}</Loaded>}
    </Loaded>
  );
}

function Editions({ plan, person }: { readonly plan: PlanView; readonly person: PersonOverview }) {
  const t = useText(text);
  const e = t.editionsPage;
  const times = useTimes();
  const search = useSearch();
  const params = { personId: plan.personId, planId: plan.id };
  const read = useRead(planRoutes.listEditions, { params });
  const from = search.get('from');
  const to = search.get('to');
  const { givenName, familyName } = person.person;
  return (
    <Page
      title={e.title}
      width="read"
      lead={`${givenName} ${familyName}. ${plan.title}. ${e.lead}`}
      back={{ to: planAddress(plan.personId, plan.id), words: t.backToPlan }}
    >
      <Loaded read={read}>
        {({ editions, changesSince }) =>
          editions.length === 0 ? (
            <Empty>
              <p>{e.none}</p>
            </Empty>
          ) : (
            <>
              <ol className="editions">
                <li>
                  <div>
                    <p className="strong">{e.now}</p>
                    <p className="small soft">{e.changesSince(changesSince)}</p>
                  </div>
                  <Link to={planAddress(plan.personId, plan.id)} aria-label={e.readWhat(e.now)}>
                    {e.read}
                  </Link>
                </li>
                {editions.map((one) => (
                  <li key={one.number}>
                    <div>
                      <p className="strong">{t.edition(one.number)}</p>
                      <p className="small soft">
                        {t.causes[one.cause]} {times.moment(one.at)} {t.by(nameOf(one.by, t.someone))}
                      </p>
                    </div>
                    <Link
                      to={planSubAddress(plan.personId, 'edition', { plan: plan.id, edition: String(one.number) })}
                      aria-label={e.readWhat(t.edition(one.number))}
                    >
                      {e.read}
                    </Link>
                  </li>
                ))}
              </ol>
              <Choose plan={plan} numbers={editions.map(({ number }) => number)} from={from} to={to} />
              {from !== null && to !== null && <Compared key={`${from}-${to}`} plan={plan} from={from} to={to} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface ChooseProps {
  readonly plan: PlanView;
  readonly numbers: readonly number[];
  readonly from: string | null;
  readonly to: string | null;
}

function Choose({ plan, numbers, from, to }: ChooseProps) {
  const t = useText(text);
  const e = t.editionsPage;
  const go = useGo();
  const [one, setOne] = useState(from ?? String(numbers[0]));
  const [other, setOther] = useState(to ?? '0');
  const named = (number: number): string => (number === 0 ? e.now : t.edition(number));
  const select = (id: string, words: string, value: string, set: (value: string) => void, all: readonly number[]) => (
    <div className="field">
      <label className="label" htmlFor={id}>
        {words}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => set(event.target.value)}>
        {all.map((number) => (
          <option key={number} value={number}>
            {named(number)}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form
      className="choose-editions no-print"
      onSubmit={(event) => {
        event.preventDefault();
        go(planSubAddress(plan.personId, 'editions', { plan: plan.id, from: one, to: other }), { replace: true });
      }}
    >
      {select('from-edition', e.from, one, setOne, numbers)}
      {select('to-edition', e.to, other, setOther, [0, ...numbers])}
      <Button type="submit">{e.compare}</Button>
    </form>
  );
}

const kinds = { added: 'kept', changed: 'asked', removed: 'late' } as const;

function Compared({ plan, from, to }: { readonly plan: PlanView; readonly from: string; readonly to: string }) {
  const t = useText(text);
  const e = t.editionsPage;
  const params = { personId: plan.personId, planId: plan.id };
  const read = useRead(planRoutes.compareEditions, { params, query: { from, to } });
  const named = (number: string): string => (number === '0' ? e.now : t.edition(Number(number)));
  const goals = new Map(plan.goals.map(({ id, words }) => [id, words]));
  return (
    <section className="stack" aria-live="polite" aria-labelledby="difference">
      <h2 id="difference">{e.difference(named(to), named(from))}</h2>
      <Loaded read={read}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p className="soft">{e.same}</p>
          ) : (
            <>
              <p className="small soft">{e.legend}</p>
              <ul className="differences">
                {changes.map((change) => (
                  <li key={change.partId} className="difference" data-kind={change.kind}>
                    <p className="cluster">
                      <span className="badge" data-state={kinds[change.kind]}>
                        {e[change.kind]}
                      </span>
                      <span className="soft">{t.parts[change.part]}</span>
                    </p>
                    {change.kind === 'changed' && <Changes part={change.part} fields={change.fields} goals={goals} />}
                    {change.kind === 'added' && (
                      <Changes part={change.part} fields={change.fields} fresh goals={goals} />
                    )}
                    {change.kind === 'removed' && (
                      <p>
                        <del>{change.label}</del>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
