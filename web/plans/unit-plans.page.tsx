import { useState } from 'react';
import { planRoutes } from '../../contract/plans.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Link } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import './plans.css';
import { groupPlans } from './plan-groups.ts';
import { meetingText } from './meeting-text.ts';
import { text } from './text.ts';
import { planAddress } from './use-plan.ts';

type Row = AnswerOf<typeof planRoutes.unitPlans>['plans'][number];

/** The unit's plans: the late and the hollow first, then by next follow-up. */
export default function UnitPlansPage() {
  const t = useText(text);
  const m = useText(meetingText);
  const f = useFurther();
  const closed = useSearch().get('show') === 'closed';
  const state = closed ? ('closed' as const) : ('open' as const);
  const [afters, setAfters] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    planRoutes.unitPlans,
    afters.map((after) => ({ query: { state, ...(after === undefined ? {} : { after }) } })),
  );
  const rows = reads.flatMap(({ data }) => data?.plans ?? []);
  const next = reads.at(-1)?.data?.next ?? null;
  const [first] = reads;
  return (
    <Page
      title={t.list.title}
      lead={t.list.lead}
      actions={
        <>
          <ButtonLink look="quiet" size="small" to="/plans/free-times">
            {m.free.title}
          </ButtonLink>
          <nav className="switch" aria-label={t.list.show}>
            <Link to="/plans" aria-current={closed ? undefined : 'page'} onClick={() => setAfters([undefined])}>
              {t.list.open}
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
      {first && (
        <Loaded read={first}>
          {() =>
            rows.length === 0 ? (
              <Empty>
                <p>{closed ? t.list.noneClosed : t.list.none}</p>
              </Empty>
            ) : (
              <>
                {groupPlans(rows).map(({ group, plans }) => (
                  <section key={group} className="stack-tight" aria-labelledby={`plans-${group}`}>
                    <h2 id={`plans-${group}`} className="list-head">
                      {t.list[group]} <span className="soft figures">{plans.length}</span>
                    </h2>
                    <Table plans={plans} />
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

function Table({ plans }: { readonly plans: readonly Row[] }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <ul className="rows plan-rows">
      {plans.map((plan) => (
        <li key={plan.id} className="row">
          <div className="plan-row">
            <span className={plan.late ? 'late strong' : 'strong'}>
              {plan.nextFollowUpAt ? (
                <time dateTime={plan.nextFollowUpAt} title={times.full(plan.nextFollowUpAt)}>
                  {times.word(plan.nextFollowUpAt)}
                </time>
              ) : (
                <span className="soft">{t.list.noTime}</span>
              )}
            </span>
            <Link className="row-what" to={planAddress(plan.person.id, plan.id)}>
              {plan.person.name}
            </Link>
            <span className="plan-row-title">{plan.title}</span>
            <span className="plan-row-marks">
              {plan.hollow && (
                <span className="badge" data-state="near">
                  {t.hollowShort}
                </span>
              )}
              <span className="small soft">{plan.edition > 0 ? t.edition(plan.edition) : t.draftEdition}</span>
              {plan.responsibleUnit && <UnitTag id={plan.responsibleUnit.id} />}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
