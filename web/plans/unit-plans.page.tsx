import { useState } from 'react';
import { planRoutes } from '../../contract/plans.ts';
import { useRead, useReads } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import './plans.css';
import { figuresText } from './figures-text.ts';
import { groupPlans } from './plan-groups.ts';
import { meetingText } from './meeting-text.ts';
import { type PlanRow, PlanRows } from './plan-rows.tsx';
import { text } from './text.ts';

/** The unit's plans: the late and the hollow first, then by next follow-up. */
export default function UnitPlansPage() {
  const t = useText(text);
  const m = useText(meetingText);
  const f = useFurther();
  const g = useText(figuresText);
  const show = useSearch().get('show');
  const closed = show === 'closed';
  const only = show === 'hollow';
  const hollow = useRead(planRoutes.unitPlans, { query: { state: 'hollow' } });
  const toEnd = hollow.data?.plans ?? [];
  const state = closed ? ('closed' as const) : ('open' as const);
  const [afters, setAfters] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    planRoutes.unitPlans,
    afters.map((after) => ({ query: { state, ...(after === undefined ? {} : { after }) } })),
  );
  const rows = reads.flatMap(({ data }) => data?.plans ?? []);
  const ending = new Set(closed ? [] : toEnd.map(({ id }) => id));
  // What is listed above is not listed twice.
  const rest = rows.filter(({ id }) => !ending.has(id));
  const next = reads.at(-1)?.data?.next ?? null;
  const [first] = reads;
  return (
    <Page
      title={t.list.title}
      lead={t.list.lead}
      actions={
        <>
          <ButtonLink look="quiet" size="small" to="/plans/follow-ups">
            {g.title}
          </ButtonLink>
          <ButtonLink look="quiet" size="small" to="/plans/free-times">
            {m.free.title}
          </ButtonLink>
          <nav className="switch plans-show" aria-label={t.list.show}>
            <Link to="/plans" aria-current={closed || only ? undefined : 'page'} onClick={() => setAfters([undefined])}>
              {t.list.open}
            </Link>
            <Link to={address('/plans', { show: 'hollow' })} aria-current={only ? 'page' : undefined}>
              {g.toEnd} <span className="figures">{hollow.data ? toEnd.length : ''}</span>
            </Link>
            <Link
              to={address('/plans', { show: 'closed' })}
              aria-current={closed ? 'page' : undefined}
              onClick={() => setAfters([undefined])}
            >
              {t.list.closed}
            </Link>
          </nav>
        </>
      }
    >
      {!closed && (only || toEnd.length > 0) && <Loaded read={hollow}>{({ plans }) => <ToEnd plans={plans} />}</Loaded>}
      {!only && first && (
        <Loaded read={first}>
          {() =>
            rest.length === 0 ? (
              <Empty>
                <p>{closed ? t.list.noneClosed : t.list.none}</p>
              </Empty>
            ) : (
              <>
                {groupPlans(rest).map(({ group, plans }) => (
                  <section key={group} className="stack-tight" aria-labelledby={`plans-${group}`}>
                    <h2 id={`plans-${group}`} className="list-head">
                      {t.list[group]} <span className="soft figures">{plans.length}</span>
                    </h2>
                    <PlanRows plans={plans} />
                  </section>
                ))}
                {next !== null && (
                  <div>
                    <Button look="quiet" onClick={() => setAfters([...afters, next])}>
                      {f.more}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

/** All in them has ended, and it is this unit that closes or renews them. */
function ToEnd({ plans }: { readonly plans: readonly PlanRow[] }) {
  const t = useText(figuresText);
  return (
    <section className="stack-tight" aria-labelledby="plans-to-end">
      <h2 id="plans-to-end" className="list-head">
        {t.toEnd} <span className="soft figures">{plans.length}</span>
      </h2>
      <p className="soft">{plans.length === 0 ? t.toEndNone : t.toEndLead}</p>
      {plans.length > 0 && <PlanRows plans={plans} />}
    </section>
  );
}
