import { crisisKinds, type PlanView, type SectionKind } from '../../contract/plans.ts';
import { useText } from '../kernel/text.ts';
import { meetText } from './meet-text.ts';
import type { Mine } from './mine.tsx';

const calls: readonly SectionKind[] = ['call_day', 'call_night'];
/** What someone has written of a telephone becomes a number to press. */
const number = /(\+?\d[\d\s-]{4,}\d)/u;

/** If it gets worse: how it is noticed, what helps, and whom one calls by day and by night. */
export function Crisis({ plan, mine }: { readonly plan: PlanView; readonly mine: Mine }) {
  const t = useText(meetText);
  const written = plan.sections.filter(
    ({ kind, words }) => (crisisKinds as readonly string[]).includes(kind) && words !== '',
  );
  if (written.length === 0) return null;
  return (
    <section className="stack my-crisis" aria-labelledby="my-crisis">
      <h2 id="my-crisis">{t.crisis.title}</h2>
      {crisisKinds.map((kind) => {
        const texts = written.filter((one) => one.kind === kind);
        if (texts.length === 0) return null;
        return (
          <div key={kind} className="stack-tight">
            <h3>{t.kinds[kind].title}</h3>
            {texts.map(({ id, words, saidBy }) => (
              <p key={id} className="my-words">
                {calls.includes(kind) ? <Numbers words={words} /> : words}
                {saidBy === 'relative' && mine.self && <span className="small soft"> {t.prepare.said.relative}.</span>}
              </p>
            ))}
          </div>
        );
      })}
    </section>
  );
}

function Numbers({ words }: { readonly words: string }) {
  return words.split(number).map((part, n) =>
    n % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text, in its order
      <a key={n} className="ask-link" href={`tel:${part.replaceAll(/[\s-]/gu, '')}`}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
