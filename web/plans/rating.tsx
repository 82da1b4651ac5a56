import { RadioField, TextArea } from '../kernel/form/fields.tsx';
import { useText } from '../kernel/text.ts';
import { gasName, ownWordsName, ratingName } from './follow-up-body.ts';
import { ratingText } from './rating-text.ts';

const points = Array.from({ length: 11 }, (_, n) => String(n));
const signed = (level: number): string => (level > 0 ? `+${level}` : level < 0 ? `−${-level}` : '0');

/** The person's own judgement of a goal, asked before the unit gives its. */
export function OwnRating({
  goalId,
  words,
  name,
}: {
  readonly goalId: string;
  readonly words: string;
  readonly name: string;
}) {
  const t = useText(ratingText);
  return (
    <>
      <RadioField
        name={ratingName(goalId)}
        label={t.rating(name, words)}
        hint={t.ratingHint}
        options={[{ value: '', label: t.notAsked }, ...points.map((value) => ({ value, label: value }))]}
        row
      />
      <TextArea name={ownWordsName(goalId)} label={t.ownWords} optional rows={2} />
    </>
  );
}

/** Which of the levels that were written beforehand has been reached. */
export function GasField({ goalId, levels }: { readonly goalId: string; readonly levels: readonly string[] }) {
  const t = useText(ratingText);
  return (
    <RadioField
      name={gasName(goalId)}
      label={t.gas}
      options={[
        { value: '', label: t.notMeasured },
        ...levels.map((words, n) => ({ value: String(n - 2), label: signed(n - 2), hint: words })),
      ]}
    />
  );
}

interface RatedProps {
  readonly rating: number | null;
  readonly words: string;
  readonly gas: number | null;
  /** What it was the time before. */
  readonly before?: number | null;
}

/** How the person judged a goal, and which level was reached. */
export function Rated({ rating, words, gas, before = null }: RatedProps) {
  const t = useText(ratingText);
  if (rating === null && words === '' && gas === null) return null;
  return (
    <span className="goal-rated">
      {rating !== null && (
        <span>
          {t.rated(rating)} {before !== null && t.before(before)}
        </span>
      )}
      {gas !== null && <span className="badge">{t.reached(signed(gas))}</span>}
      {words && <q>{words}</q>}
    </span>
  );
}
