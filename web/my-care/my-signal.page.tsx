import { useState } from 'react';
import { commitmentsRoutes, lifeAreas, urgencies } from '../../contract/commitments.ts';
import { peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { fromIso } from '../../contract/kernel/time.ts';
import { useUnits } from '../kernel/directory.ts';
import { choicesOf, RadioField, SelectField, TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useNow, useTimes } from '../kernel/now.ts';
import { circleOf } from '../kernel/person.ts';
import { useRead } from '../kernel/read.ts';
import { useSearch } from '../kernel/route.ts';
import { useSend } from '../kernel/send.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Dictate } from './dictate.tsx';
import { type Mine, WithMine } from './mine.tsx';
import { signalWords } from './signal-words.ts';
import { pagesText } from './pages-text.ts';
import { text } from './text.ts';

/** Something has changed, or I do not feel safe: told to a unit around me, which must answer by a time. */
export default function MySignalPage() {
  return <WithMine>{(mine) => <Signal mine={mine} />}</WithMine>;
}

function Signal({ mine }: { readonly mine: Mine }) {
  const t = useText(text);
  const p = useText(pagesText);
  const { self, name } = mine;
  const [round, setRound] = useState(0);
  const units = circleOf(mine.person);
  return (
    <Page
      title={p.signal.title}
      width="read"
      lead={self ? p.signal.lead : p.signal.leadRelative(name)}
      back={{ to: '/', words: p.back }}
    >
      <p className="note">
        <strong>{t.call.danger}</strong> {t.call.advice}
      </p>
      {units.length === 0 ? (
        <p>{p.signal.noUnits}</p>
      ) : (
        <Tell key={round} mine={mine} units={units} onDone={() => setRound(round + 1)} />
      )}
      <Told mine={mine} />
    </Page>
  );
}

interface TellProps {
  readonly mine: Mine;
  readonly units: readonly string[];
  readonly onDone: () => void;
}

function Tell({ mine, units, onDone }: TellProps) {
  const p = useText(pagesText);
  const c = useCommon();
  const times = useTimes();
  const unit = useUnits();
  const { personId, self } = mine;
  const search = useSearch();
  const words = search.get('words') ?? '';
  const wantedUnit = search.get('to') ?? '';
  const wantedArea = search.get('area') ?? '';
  const kinds = self ? p.signal.kinds : p.signal.kindsRelative;
  const calls = useRead(peopleRoutes.whoToCall, { params: { personId } }, { enabled: mine.sees('circle') });
  const order = [...new Set([...(calls.data?.lines.map(({ unitId }) => unitId) ?? []), ...units])];
  const stateOf = (id: string): string | undefined => {
    const line = calls.data?.lines.find(({ unitId }) => unitId === id);
    if (!line) return undefined;
    return line.open ? p.signal.openNow : line.nextAt ? p.signal.shut(times.moment(line.nextAt)) : undefined;
  };
  return (
    <Form
      id={`my-signal:${personId}`}
      route={commitmentsRoutes.signal}
      defaults={{
        kind: words === '' ? 'changed' : 'ask',
        words,
        area: lifeAreas.find((one) => one === wantedArea) ?? '',
        urgency: 'soon',
        toUnitId: units.includes(wantedUnit) ? wantedUnit : '',
      }}
      alias={{ what: 'words', detail: 'words' }}
      input={({ kind, words: told, area, urgency, toUnitId }) => ({
        body: {
          personId,
          ...signalWords(kinds[kind as 'changed'], told),
          area: area as 'd1',
          urgency: urgency as 'soon',
          toUnitId,
        },
      })}
      submit={p.signal.send}
      onDone={() => {
        tell(p.signal.sent);
        onDone();
      }}
    >
      <RadioField name="kind" label={p.signal.kind} options={choicesOf(kinds, ['changed', 'unsafe', 'ask'])} />
      <TextArea name="words" label={p.signal.words} hint={p.signal.wordsHint} rows={4} />
      <Dictate name="words" />
      <SelectField name="area" label={p.signal.area} options={choicesOf(c.areas, lifeAreas)} />
      <RadioField name="urgency" label={p.signal.soon} options={choicesOf(p.signal.urgencies, urgencies)} />
      <RadioField
        name="toUnitId"
        label={p.signal.to}
        hint={mine.sees('circle') ? p.signal.toHint : undefined}
        options={order.map((id) => ({ value: id, label: unit(id)?.name ?? '', hint: stateOf(id) }))}
      />
    </Form>
  );
}

type PromiseLine = PersonOverview['promises'][number];

/** What has been told, and how it goes with it. */
function Told({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  const own = mine.self ? 'person' : 'relative';
  const told = mine.person.promises.filter(({ kind, fromKind }) => kind === 'signal' && fromKind === own);
  return (
    <section className="stack" aria-labelledby="told" aria-live="polite">
      <h2 id="told">{p.signal.sentTitle}</h2>
      {told.length === 0 && <p className="soft">{p.signal.none}</p>}
      <ul className="my-list">
        {told.map((one) => (
          <ToldLine key={one.id} told={one} />
        ))}
      </ul>
    </section>
  );
}

const waiting: ReadonlySet<string> = new Set(['offered', 'received']);

function ToldLine({ told }: { readonly told: PromiseLine }) {
  const p = useText(pagesText);
  const times = useTimes();
  const now = useNow();
  const units = useUnits();
  const { send, busy, problem } = useSend(commitmentsRoutes.move, `my-take-back:${told.id}`);
  const late = waiting.has(told.state) && fromIso(told.answerBy) < now;
  const takeBack = async (): Promise<void> => {
    const body = { action: 'withdraw' as const, seen: told.version, reason: 'no_longer_needed' as const };
    if (await send({ params: { id: told.id }, body })) tell(p.signal.takenBack);
  };
  return (
    <li className="my-line" data-late={late || undefined}>
      <div>
        <p className="strong">{told.what}</p>
        <p>{p.signal.sentTo(units(told.toUnitId)?.name ?? '')}</p>
        <p>
          {p.signals[told.state]} {waiting.has(told.state) && !late && p.signal.answerBy(times.moment(told.answerBy))}
          {late && p.signal.late}
        </p>
        <p className="small soft">{times.moment(told.offeredAt)}</p>
      </div>
      {waiting.has(told.state) && (
        <div>
          <Button look="quiet" busy={busy} onClick={() => void takeBack()}>
            {p.signal.takeBack}
            <span className="sr-only">: {told.what}</span>
          </Button>
        </div>
      )}
      {problem && <Problem error={problem} />}
    </li>
  );
}
