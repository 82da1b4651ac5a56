import { planRoutes, type Snapshot } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useParam, useSearch } from '../kernel/route.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { PartyTag, UnitTag } from '../kernel/ui/tag.tsx';
import { YesNo } from './facts.tsx';
import { nameOf } from './plan-words.ts';
import './plans.css';
import { PrintFoot } from './print-foot.tsx';
import { text } from './text.ts';
import { planSubAddress } from './use-plan.ts';

/** The plan as it stood in one edition. */
export default function EditionPage() {
  const t = useText(text);
  const times = useTimes();
  const personId = useParam('personId');
  const search = useSearch();
  const planId = search.get('plan') ?? '';
  const edition = search.get('edition') ?? '0';
  const read = useRead(planRoutes.readEdition, { params: { personId, planId, edition } });
  return (
    <Loaded read={read}>
      {(one) => (
        <Page
          title={one.header.title}
          tab={t.edition(one.edition)}
          width="read"
          back={{ to: planSubAddress(personId, 'editions', { plan: planId }), words: t.editionsPage.title }}
          lead={`${t.edition(one.edition)}. ${t.editionsPage.asItStood(times.full(one.at))}${one.by ? ` (${nameOf(one.by, t.someone)})` : ''}`}
          actions={
            <Button look="quiet" onClick={() => window.print()}>
              {t.print}
            </Button>
          }
        >
          <Stood one={one} />
          <PrintFoot />
        </Page>
      )}
    </Loaded>
  );
}

function Stood({ one }: { readonly one: Snapshot }) {
  const t = useText(text);
  const c = useCommon();
  const times = useTimes();
  const { header } = one;
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [t.facts.authority, header.responsibleAuthority?.name],
    [t.facts.unit, header.responsibleUnit?.name],
    [t.facts.next, header.nextFollowUpAt && times.full(header.nextFollowUpAt)],
    [
      t.facts.agreesShort,
      <YesNo
        key="a"
        answer={header.personAgrees === 'not_asked' ? null : header.personAgrees}
        words={t.agrees[header.personAgrees]}
      />,
    ],
  ];
  return (
    <>
      <dl className="plan-facts" data-row>
        {rows.map(([words, value]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{value || <span className="soft">{t.facts.none}</span>}</dd>
          </div>
        ))}
      </dl>
      <section className="stack">
        <h2>{t.goal.title}</h2>
        <ol className="goals">
          {one.goals.map((goal) => (
            <li key={goal.id} className="goal">
              <h3 className="goal-words">{goal.words}</h3>
              <p className="cluster small soft">
                <span>{t.goals[goal.state]}</span> <span>{t.horizons[goal.horizon]}</span> <span>{goal.measure}</span>
              </p>
              <ul className="insatser">
                {one.interventions
                  .filter(({ goalId }) => goalId === goal.id)
                  .map(({ id, promise }) => (
                    <li key={id} className="measure">
                      {promise ? (
                        <>
                          <p className="strong">{promise.what}</p>
                          <p className="cluster small soft">
                            {promise.ownerKind === 'unit' ? (
                              <UnitTag id={promise.unit?.id} long />
                            ) : (
                              <PartyTag words={c.parties[promise.ownerKind]} kind="person" />
                            )}
                            {t.intervention.byWhen(times.date(promise.dueAt))}
                          </p>
                        </>
                      ) : (
                        <p className="soft">{t.intervention.hidden}</p>
                      )}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ol>
      </section>
      <section className="stack">
        <h2>{t.measure.title}</h2>
        {one.otherMeasures.length === 0 ? (
          <p className="soft">{header.noOtherMeasures ? t.measure.noneAsked : t.measure.none}</p>
        ) : (
          <ul className="insatser">
            {one.otherMeasures.map(({ id, what, who }) => (
              <li key={id} className="measure">
                <p className="strong">{what}</p>
                <p className="small soft">{who}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
