import { useEffect, useRef } from 'react';
import { gapsRoutes, type GapDetail } from '../../../contract/gaps.ts';
import { useDirectory } from '../../kernel/directory.ts';
import { useTimes } from '../../kernel/now.ts';
import { useRead } from '../../kernel/read.ts';
import { useSearch } from '../../kernel/route.ts';
import { useMyUnitId } from '../../kernel/session.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import { ButtonLink } from '../../kernel/ui/button.tsx';
import { Icon } from '../../kernel/ui/icon.tsx';
import { Link } from '../../kernel/ui/link.tsx';
import { Loaded } from '../../kernel/ui/states.tsx';
import { UnitTag } from '../../kernel/ui/tag.tsx';
import { boardAddress } from './board-address.ts';
import { Deeds } from './deeds.tsx';
import { GapLadder } from './gap-ladder.tsx';
import { placeOf, seenAt } from './gap-move.ts';
import { holderOf } from './gap-row.tsx';
import { Tasks } from './gap-tasks.tsx';
import { text } from './text.ts';

/** One gap, opened: the sentence, whose move it is, what can be done from here, and how it came up the ladder. */
export function GapPanel({ id }: { readonly id: string }) {
  const t = useText(text);
  const read = useRead(gapsRoutes.gap, { params: { id } });
  return (
    <article className="panel">
      <Link to={boardAddress(useSearch())} className="icon-button panel-close" aria-label={t.close}>
        <Icon name="close" />
      </Link>
      <Loaded read={read}>{(gap) => <Opened gap={gap} />}</Loaded>
    </article>
  );
}

function Opened({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  const further = useFurther();
  const times = useTimes();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const holder = holderOf(gap);
  return (
    <div className="stack panel-body">
      <header className="stack-tight">
        <About gap={gap} />
        <h2 ref={heading} tabIndex={-1} className="panel-title">
          {t.sentence[gap.kind](gap.what ? t.quote(gap.what) : '')}
        </h2>
        <p className="cluster soft">
          <time dateTime={gap.since} title={times.full(gap.since)}>
            {further.gap.since(times.moment(gap.since))}
          </time>
          <span className="cluster">
            {further.gap.whose} <UnitTag id={holder?.toUnitId ?? gap.moveUnitId} link />
          </span>
          {holder?.clockAt && <span>{t.holder(times.moment(holder.clockAt))}</span>}
        </p>
      </header>
      {gap.closedAt !== null && <p className="note strong">{t.gone}</p>}
      {gap.settled && <Settled settled={gap.settled} />}
      {gap.closedAt === null && <Move gap={gap} />}
      <Tasks gap={gap} />
      {gap.closedAt === null && <Deeds gap={gap} />}
      <GapLadder gap={gap} />
    </div>
  );
}

function About({ gap: { person, area, municipality } }: { readonly gap: GapDetail }) {
  const common = useCommon();
  const further = useFurther();
  const place = useDirectory()?.authorities.find(({ code }) => code === municipality)?.name;
  return (
    <p className="cluster small">
      {person ? (
        <Link to={`/persons/${person.id}`} className="strong">
          {person.name}
        </Link>
      ) : (
        <span className="soft">{further.gap.joint}</span>
      )}
      {area && <span className="soft">{common.areas[area]}</span>}
      {place && <span className="soft">{place}</span>}
    </p>
  );
}

function Settled({ settled }: { readonly settled: NonNullable<GapDetail['settled']> }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <div className="note stack-tight">
      <p className="strong">
        {t.settled.title}: {t.settled.reasons[settled.reason]}
      </p>
      <p>{settled.words}</p>
      <p className="small soft cluster">
        {settled.by} <UnitTag id={settled.unitId} /> {times.moment(settled.at)} ·{' '}
        {t.settled.review(times.moment(settled.reviewAt))}
      </p>
    </div>
  );
}

/** The move as a button where it is done; those whose move it is not may follow it. */
function Move({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  const unit = useMyUnitId();
  const ours = gap.moveUnitId === unit || holderOf(gap)?.toUnitId === unit;
  const place = ours ? (placeOf(gap) ?? seenAt(gap)) : seenAt(gap);
  if (!place) return null;
  return (
    <div>
      <ButtonLink to={place} look={ours ? 'main' : 'quiet'}>
        {ours && placeOf(gap) ? t.move[gap.kind] : t.see}
      </ButtonLink>
    </div>
  );
}
