import { useState } from 'react';
import type { PromiseRow as Row } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { useBeside } from '../kernel/in-sheet.ts';
import { address } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { PromiseRow } from '../kernel/ui/promise-row.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { Earlier, Section } from './section.tsx';
import { pageText } from './page-text.ts';
import { text } from './text.ts';

type Line = PersonOverview['promises'][number];

/** A line of the person's page as the one row of the product. */
export function rowOf(line: Line, own: string): Row {
  const pending = line.state === 'offered' || line.state === 'received';
  const ours = line.toUnitId === own || (line.toUnitId === null && line.openTo.includes(own));
  const ourMove = line.state === 'proposed' ? line.fromUnitId === own : ours;
  return {
    id: line.id,
    group: ourMove ? (pending || line.state === 'proposed' ? 'answer' : 'do') : 'wait',
    kind: line.kind,
    state: line.state,
    version: line.version,
    what: line.what,
    area: line.area,
    urgency: line.urgency,
    clockAt: null,
    answerBy: line.answerBy,
    dueAt: line.dueAt,
    proposedDueAt: line.proposedDueAt,
    offeredAt: line.offeredAt,
    receivedAt: line.receivedAt,
    acceptedAt: line.acceptedAt,
    pausedUntil: line.pausedUntil,
    from: { kind: line.fromKind, unitId: line.fromUnitId },
    to: { kind: line.toKind, unitId: line.toUnitId },
    openTo: line.openTo,
    person: null,
  };
}

/** Who has promised what, and what is asked and not yet answered. */
export function Promises({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const beside = useBeside();
  const { access } = overview;
  // Messages have a place of their own.
  const promises = overview.promises.filter(({ kind }) => kind !== 'message');
  const living = promises
    .filter(({ endedAt }) => endedAt === null)
    .toSorted((a, b) => (a.acceptedAt ? a.dueAt : a.answerBy).localeCompare(b.acceptedAt ? b.dueAt : b.answerBy));
  const ended = promises.filter(({ endedAt }) => endedAt !== null);
  const add = access.writable && (
    <ButtonLink look="quiet" size="small" to={beside('offer')}>
      {t.person.offer}
    </ButtonLink>
  );
  return (
    <Section id="promises" title={t.sections.promises}>
      {living.length === 0 ? (
        <Empty>
          <p>{t.promises.empty}</p>
          {add}
        </Empty>
      ) : (
        <Rows lines={living} />
      )}
      {ended.length > 0 && (
        <Earlier words={t.promises.ended(ended.length)}>
          <Rows lines={ended} />
        </Earlier>
      )}
    </Section>
  );
}

/** As many as one takes in at a time; a long list waits until it is asked for. */
const most = 25;

function Rows({ lines }: { readonly lines: readonly Line[] }) {
  const p = useText(pageText);
  const common = useCommon();
  const own = useMyUnitId();
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className="rows">
        {lines.slice(0, all ? undefined : most).map((line) => (
          <PromiseRow
            key={line.id}
            promise={rowOf(line, own)}
            showPerson={false}
            to={address('/', { promise: line.id })}
            endedAt={line.endedAt}
            move={<span className="row-state">{common.states[line.state]}</span>}
          />
        ))}
      </ul>
      {!all && lines.length > most && (
        <div>
          <Button look="quiet" size="small" onClick={() => setAll(true)}>
            {p.promises.all(lines.length)}
          </Button>
        </div>
      )}
    </>
  );
}
