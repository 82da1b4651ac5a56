import type { PlanView } from '../../contract/plans.ts';
import { useTimes } from '../kernel/now.ts';
import { useText } from '../kernel/text.ts';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { NewMark, placeId } from './news.tsx';
import { Rated } from './rating.tsx';
import { text } from './text.ts';

/** The follow-ups held, the latest first: the person's words and how each goal was judged. */
export function FollowUps({ plan }: { readonly plan: PlanView }) {
  const t = useText(text);
  const times = useTimes();
  if (plan.followUps.length === 0) return null;
  const goals = new Map(plan.goals.map(({ id, words }) => [id, words]));
  return (
    <section className="stack" aria-labelledby="plan-follow-ups">
      <h2 id="plan-follow-ups">{t.follow.held}</h2>
      <ol className="stack">
        {plan.followUps
          .toSorted((a, b) => b.heldAt.localeCompare(a.heldAt))
          .map((one) => (
            <li key={one.id} id={placeId(one.id)} className="held stack-tight part-place">
              <h3 className="cluster">
                <time dateTime={one.heldAt}>{times.date(one.heldAt)}</time>
                <NewMark partId={one.id} />
              </h3>
              <p className="cluster small soft">
                {t.forms[one.form]} <span>{t.outcomes[one.outcome]}</span> <UnitTag id={one.author.id} />
              </p>
              {one.personWords && <blockquote className="quote">{one.personWords}</blockquote>}
              <ul className="bullets">
                {one.evaluations.map(({ id, goalId, result, words, ownRating, ownWords, gas }) => (
                  <li key={id}>
                    <span className="strong">{t.goals[result]}:</span> {goals.get(goalId)}
                    {words && <span className="soft"> {words}</span>}
                    <Rated rating={ownRating} words={ownWords} gas={gas} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ol>
    </section>
  );
}
