import { commitmentsRoutes } from '../../contract/commitments.ts';
import { type PlanOffer, type PlanRequest, planRequestRoutes } from '../../contract/plan-requests.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useNow, useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { Dictate } from './dictate.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { pagesText } from './pages-text.ts';

/** The person, or someone close, asks that a plan is made; and what was answered. */
export default function MyAskPage() {
  return <WithMine>{(mine) => <MyAsk mine={mine} />}</WithMine>;
}

function MyAsk({ mine }: { readonly mine: Mine }) {
  const { asking: p } = useText(pagesText);
  const { back } = useText(pagesText);
  const read = useRead(planRequestRoutes.planRequests, { params: { personId: mine.personId } });
  return (
    <Page
      title={p.title}
      width="read"
      lead={mine.self ? p.lead : p.leadRelative(mine.name)}
      back={{ to: '/my/plan', words: back }}
    >
      <Loaded read={read}>
        {({ requests, offers, units }) => (
          <>
            {requests.length > 0 && (
              <section className="stack" aria-labelledby="asked" aria-live="polite">
                <h2 id="asked">{p.asked}</h2>
                <ul className="my-list">
                  {requests.map((one) => (
                    <Asked key={one.id} request={one} />
                  ))}
                </ul>
              </section>
            )}
            {offers.map((one) => (
              <Offered key={one.id} offer={one} />
            ))}
            {!requests.some(({ state }) => going.has(state)) && <Ask mine={mine} units={units} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const waiting: ReadonlySet<string> = new Set(['offered', 'received', 'proposed']);
const going: ReadonlySet<string> = new Set([...waiting, 'accepted', 'paused']);

function Ask({
  mine,
  units,
}: {
  readonly mine: Mine;
  readonly units: AnswerOf<typeof planRequestRoutes.planRequests>['units'];
}) {
  const { asking: p } = useText(pagesText);
  const { personId } = mine;
  if (units.length === 0) return <p>{p.nobody}</p>;
  return (
    <Form
      id={`my-ask:${personId}`}
      route={planRequestRoutes.askForPlan}
      defaults={{ words: '', toUnitId: units[0]?.unit.id ?? '' }}
      alias={{ unit_closed: 'toUnitId' }}
      input={({ words, toUnitId }) => ({ params: { personId }, body: { words, toUnitId } })}
      submit={p.send}
      onDone={() => tell(p.sent)}
    >
      <TextArea name="words" label={p.words} hint={p.wordsHint} rows={4} />
      <Dictate name="words" />
      <RadioField
        name="toUnitId"
        label={p.to}
        options={units.map(({ unit }) => ({ value: unit.id, label: unit.name }))}
      />
    </Form>
  );
}

/** What was said at the hospital, to see that it was written down as it was said. */
function Offered({ offer }: { readonly offer: PlanOffer }) {
  const { asking: p } = useText(pagesText);
  const times = useTimes();
  return (
    <div className="stack-tight">
      <p>{p.offered[offer.answer](times.date(offer.offeredAt), offer.unit?.name ?? p.ward)}</p>
      {offer.answer === 'no' && <blockquote className="quote">{offer.words}</blockquote>}
    </div>
  );
}

function Asked({ request }: { readonly request: PlanRequest }) {
  const { asking: p } = useText(pagesText);
  const times = useTimes();
  const now = useNow();
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `my-ask-back:${request.id}`);
  const late = waiting.has(request.state) && fromIso(request.judgeBy) < now;
  const takeBack = async (): Promise<void> => {
    const body = { action: 'withdraw' as const, seen: request.version, reason: 'no_longer_needed' as const };
    if (await send({ params: { id: request.id }, body })) tell(p.tookBack);
  };
  return (
    <li className="my-line" data-late={late || undefined}>
      <div>
        <p className="strong">{request.words}</p>
        {request.to && <p>{p.who(request.to.name)}</p>}
        <p>
          {late
            ? p.late
            : waiting.has(request.state)
              ? p.by(times.moment(request.judgeBy))
              : stateWords(p, request.state)}
        </p>
        {request.state === 'declined' && request.noWords && (
          <blockquote className="quote">{request.noWords}</blockquote>
        )}
        <p className="small soft">{times.moment(request.askedAt)}</p>
      </div>
      {request.own && waiting.has(request.state) && (
        <div>
          <Button look="quiet" busy={busy} onClick={() => void takeBack()}>
            {p.back}
            <span className="sr-only">: {request.words}</span>
          </Button>
        </div>
      )}
      {problem && <Problem error={problem} />}
    </li>
  );
}

type Words = Record<'yes' | 'begun' | 'no' | 'silent' | 'tookBack', string>;

function stateWords(p: Words, state: PlanRequest['state']): string {
  if (state === 'kept') return p.begun;
  if (state === 'declined') return p.no;
  if (state === 'withdrawn') return p.tookBack;
  return state === 'accepted' || state === 'paused' ? p.yes : p.silent;
}
