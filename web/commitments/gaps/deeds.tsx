import {
  gapDeeds,
  gapsRoutes,
  mayDo,
  settlesFor,
  type GapDeed,
  type GapDeedBody,
  type GapDetail,
} from '../../../contract/gaps.ts';
import { choicesOf, RadioField, TextArea } from '../../kernel/form/fields.tsx';
import { Form } from '../../kernel/form/form.tsx';
import { noTime, sentTime, timeAt, TimeField, type TypedTime } from '../../kernel/form/time-field.tsx';
import { UnitField } from '../../kernel/form/unit-field.tsx';
import { useUnit, useUnits } from '../../kernel/directory.ts';
import { useTimes } from '../../kernel/now.ts';
import { useSearch } from '../../kernel/route.ts';
import { useMyUnitId } from '../../kernel/session.ts';
import { useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { ButtonLink } from '../../kernel/ui/button.tsx';
import { useGo } from '../../kernel/ui/link.tsx';
import { gapAddress } from './board-address.ts';
import { holderOf } from './gap-row.tsx';
import { text } from './text.ts';

type Doing = GapDeed | 'answer';
const keys: Readonly<Record<Doing, string | undefined>> = {
  take: 'v',
  assign: 'g',
  ask: 'f',
  answer: 's',
  settle: 'x',
  reopen: undefined,
};

/** What this level may do about the gap now. */
function doingsOf(gap: GapDetail): Doing[] {
  const may = (deed: GapDeed): boolean => {
    if (!mayDo(deed, gap.myLevel, gap.part)) return false;
    if ((deed === 'reopen') !== (gap.settled !== null)) return false;
    if (deed === 'settle') return settlesFor[gap.kind].length > 0;
    return (deed !== 'take' && deed !== 'assign') || !holderOf(gap);
  };
  const [take, ...rest] = gapDeeds.filter(may);
  return take === undefined ? ['answer'] : take === 'take' ? [take, 'answer', ...rest] : ['answer', take, ...rest];
}

/** The deeds as buttons, each with its key and an address of its own; the form of the one begun. */
export function Deeds({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  const search = useSearch();
  const doings = doingsOf(gap);
  const begun = doings.find((one) => one === search.get('do'));
  if (begun === 'answer') return <AnswerForm gap={gap} />;
  if (begun) return <DeedForm gap={gap} deed={begun} />;
  return (
    <fieldset className="deeds cluster no-print" aria-label={t.deed.label}>
      {doings.map((one) => (
        <ButtonLink key={one} to={gapAddress(search, gap.id, one)} size="small" look="quiet" shortcut={keys[one]}>
          {t.deed[one]}
        </ButtonLink>
      ))}
    </fieldset>
  );
}

function useBack(gap: GapDetail): () => void {
  const go = useGo();
  const search = useSearch();
  return () => go(gapAddress(search, gap.id), { replace: true });
}

function AnswerForm({ gap }: { readonly gap: GapDetail }) {
  const t = useText(text);
  const back = useBack(gap);
  return (
    <Form
      id={`gap:${gap.id}`}
      route={gapsRoutes.answerGap}
      defaults={{ words: '' }}
      alias={{ identity_in_text: 'words' }}
      input={({ words }) => ({ params: { id: gap.id }, body: { words } })}
      submit={t.answerSend}
      cancel={back}
      onDone={() => {
        back();
        tell(t.answered);
      }}
    >
      <TextArea name="words" label={t.answerWords} hint={t.answerHint} rows={2} />
    </Form>
  );
}

interface Values {
  readonly seen: number;
  readonly words: string;
  readonly reason: string;
  readonly unitIds: readonly string[];
  readonly time: TypedTime;
}

const bodyOf = (deed: GapDeed, { words, reason, unitIds, time }: Values, seen: number): GapDeedBody => {
  const at = sentTime(time);
  const parts: Record<GapDeed, object> = {
    take: { doneBy: at, words },
    assign: { toUnitId: unitIds[0], words, answerBy: at },
    ask: { toUnitId: unitIds[0], words, answerBy: at },
    settle: { reason, words, reviewAt: at },
    reopen: { words },
  };
  return { type: deed, seen, ...parts[deed] } as GapDeedBody;
};

function DeedForm({ gap, deed }: { readonly gap: GapDetail; readonly deed: GapDeed }) {
  const t = useText(text);
  const back = useBack(gap);
  const submit: Record<GapDeed, string> = {
    take: t.deed.sendTake,
    assign: t.deed.sendAssign,
    ask: t.deed.sendAsk,
    settle: t.deed.sendSettle,
    reopen: t.deed.sendReopen,
  };
  const told: Record<GapDeed, string> = {
    take: t.deed.took,
    assign: t.deed.assigned,
    ask: t.deed.asked,
    settle: t.deed.settled,
    reopen: t.deed.reopened,
  };
  const asks = deed === 'assign' || deed === 'ask';
  return (
    <Form
      id={`gap:${gap.id}:${deed}`}
      route={gapsRoutes.actOnGap}
      version={gap.version}
      defaults={{
        seen: gap.version,
        words: '',
        reason: '',
        unitIds: [] as readonly string[],
        time: asks ? timeAt(gap.questionBy) : noTime,
      }}
      alias={{
        toUnitId: 'unitIds',
        to_self: 'unitIds',
        unit_closed: 'unitIds',
        not_allowed: 'unitIds',
        doneBy: 'time',
        answerBy: 'time',
        reviewAt: 'time',
        identity_in_text: 'words',
        time_passed: 'time',
        review_too_late: 'time',
      }}
      input={(values, shown) => ({ params: { id: gap.id }, body: bodyOf(deed, values, Math.max(values.seen, shown)) })}
      submit={submit[deed]}
      look={deed === 'settle' ? 'grave' : 'main'}
      cancel={back}
      onDone={() => {
        back();
        tell(told[deed]);
      }}
    >
      <h3>{t.deed[deed]}</h3>
      <Fields gap={gap} deed={deed} />
    </Form>
  );
}

function Fields({ gap, deed }: { readonly gap: GapDetail; readonly deed: GapDeed }) {
  const t = useText(text);
  const times = useTimes();
  const likely = useLikely(gap, deed);
  const own = useMyUnitId();
  switch (deed) {
    case 'take':
      return (
        <>
          <TimeField name="time" label={t.deed.doneBy} />
          <TextArea name="words" label={t.deed.note} hint={t.deed.noName} optional rows={2} />
        </>
      );
    case 'assign':
    case 'ask':
      return (
        <>
          <UnitField
            name="unitIds"
            label={deed === 'ask' ? t.deed.toAsk : t.deed.toAssign}
            circle={likely}
            exclude={[own]}
          />
          <TextArea
            name="words"
            label={deed === 'ask' ? t.deed.askWords : t.deed.assignWords}
            hint={t.deed.noName}
            rows={2}
          />
          <TimeField name="time" label={t.deed.answerBy} />
        </>
      );
    case 'settle':
      return (
        <>
          <RadioField
            name="reason"
            label={t.deed.reason}
            options={choicesOf(t.settled.reasons, settlesFor[gap.kind])}
          />
          <TextArea name="words" label={t.deed.settleWords} hint={t.deed.settleHint} rows={2} />
          <TimeField name="time" label={t.deed.review} hint={t.deed.reviewHint(times.date(gap.longestReview))} />
        </>
      );
    case 'reopen':
      return <TextArea name="words" label={t.deed.reopenWords} hint={t.deed.noName} rows={2} />;
    default:
      return deed satisfies never;
  }
}

/** Units shown first: those whose gap it is; for a head that gives it away, those of the own authority in the same municipality. */
function useLikely(gap: GapDetail, deed: GapDeed): readonly string[] {
  const units = useUnits();
  const own = useUnit(useMyUnitId());
  const parties = [gap.moveUnitId, gap.giverUnitId].filter((id): id is string => id !== null && id !== own?.id);
  return deed === 'assign' && gap.part !== 'joint'
    ? parties.filter((id) => units(id)?.authorityId === own?.authorityId)
    : parties;
}
