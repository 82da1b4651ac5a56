import { stoodAs, type StoodAs, type WeekCell } from '../../../contract/gaps.ts';
import { useText } from '../../kernel/text.ts';
import { text } from './text.ts';

/** Each way that a promise can stand has a shape of its own, so that it is read without colour. */
export function Mark({ stood }: { readonly stood: StoodAs }) {
  return (
    <svg className="stood" data-stood={stood} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {stood === 'late' && <path d="M6 1.2 11.3 10.8H.7Z" className="stood-fill" />}
      {stood === 'broken' && <path d="M2.2 2.2l7.6 7.6M9.8 2.2 2.2 9.8" />}
      {stood === 'open' && <circle cx="6" cy="6" r="4.2" />}
      {stood === 'kept' && <path d="M1.8 6.6 4.8 9.6 10.4 2.8" />}
    </svg>
  );
}

type Counts = Pick<WeekCell, StoodAs>;

/** The figures of a pair: a mark and a number each, what is worst first; read out as words. */
export function Figures({ counts }: { readonly counts: Counts }) {
  const t = useText(text);
  const shown = stoodAs.filter((stood) => counts[stood] > 0);
  if (shown.length === 0) return null;
  return (
    <span className="week-figures">
      <span className="sr-only">{shown.map((stood) => `${counts[stood]} ${t.week.stood[stood]}`).join(', ')}</span>
      {shown.map((stood) => (
        <span
          key={stood}
          className="week-figure"
          data-stood={stood}
          aria-hidden="true"
          title={`${counts[stood]} ${t.week.stood[stood]}`}
        >
          <Mark stood={stood} />
          {counts[stood]}
        </span>
      ))}
    </span>
  );
}

/** What the shapes mean. */
export function Legend() {
  const t = useText(text);
  return (
    <details className="week-legend">
      <summary>{t.week.legend}</summary>
      <dl>
        {stoodAs.map((stood) => (
          <div key={stood}>
            <dt>
              <Mark stood={stood} /> {t.week.stood[stood]}
            </dt>
            <dd>{t.week.legendWords[stood]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
