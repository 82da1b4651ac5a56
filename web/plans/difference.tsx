import type { FieldChange, PlanPart, WordRun } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { isToldField, valueWord, type ValueWords } from './plan-words.ts';
import { text } from './text.ts';

/** How values are called in this language; goals by their words. */
export function useValueWords(goals: ReadonlyMap<string, string>): ValueWords {
  const t = useText(text);
  const c = useCommon();
  const times = useTimes();
  return {
    enums: {
      followUpForm: t.forms,
      form: t.forms,
      personAgrees: t.agrees,
      state: { ...t.states, ...t.goals },
      closeReason: t.closing,
      horizon: t.horizons,
      outcome: t.outcomes,
      owner: { person: c.parties.person, relative: c.parties.relative },
    },
    yes: c.form.yes,
    no: c.form.no,
    empty: t.editionsPage.empty,
    time: times.full,
    goal: (id) => goals.get(id),
  };
}

interface ChangesProps {
  readonly part: PlanPart;
  readonly fields: readonly FieldChange[];
  /** Everything is new: only what it became is told. */
  readonly fresh?: boolean;
  readonly goals: ReadonlyMap<string, string>;
}

/** What differs, field by field: written text word by word, other values as before and after. */
export function Changes({ part, fields, fresh = false, goals }: ChangesProps) {
  const t = useText(text);
  const words = useValueWords(goals);
  const told = fields.filter(
    (one) => isToldField(one) && !(fresh && (one.to === null || one.to === '' || one.to === false)),
  );
  return (
    <dl className="changes">
      {told.map((one) => (
        <div key={one.field}>
          <dt>
            {part === 'other_measure' && one.field === 'what'
              ? t.fields.what
              : (t.fields[one.field as 'title'] ?? one.field)}
          </dt>
          <dd>
            {fresh ? (
              valueWord(one.field, one.to, words)
            ) : one.words ? (
              <WordRuns runs={one.words} />
            ) : (
              <>
                <del>
                  <span className="sr-only">{t.editionsPage.endOf} </span>
                  {valueWord(one.field, one.from, words)}
                </del>{' '}
                <ins>
                  <span className="sr-only">{t.editionsPage.startOf} </span>
                  {valueWord(one.field, one.to, words)}
                </ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const tag = { added: 'ins', removed: 'del', same: 'span' } as const;

/** Words added and removed, told by sign, element and words for those who listen; never by colour alone. */
export function WordRuns({ runs }: { readonly runs: readonly WordRun[] }) {
  const t = useText(text);
  return (
    <span>
      {runs.map(({ kind, text: words }, index) => {
        const Tag = tag[kind];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- runs have no other name and never move
          <Tag key={index}>
            {kind !== 'same' && (
              <span className="sr-only"> {kind === 'added' ? t.editionsPage.startOf : t.editionsPage.endOf} </span>
            )}
            {words}
          </Tag>
        );
      })}
    </span>
  );
}
