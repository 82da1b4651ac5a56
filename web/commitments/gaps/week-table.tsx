import type { Week } from '../../../contract/gaps.ts';
import { useText } from '../../kernel/text.ts';
import { Link } from '../../kernel/ui/link.tsx';
import { Figures } from './figures.tsx';
import { OrganisationTag, useOrganisationName } from './organisation.tsx';
import { text } from './text.ts';
import { sumOf, sumsBy, worstFirst } from './week-sums.ts';
import { type Asked, weekAddress } from './week-address.ts';

interface Pair {
  readonly from: string;
  readonly to: string;
}
interface WeekTableProps {
  readonly week: Week;
  readonly asked: Asked;
  readonly open: Pair | null;
}

const behindId = 'week-behind';

/** The pairs as a table, who waits down and who owes across; on a narrow page as a list, a pair a row. */
export function WeekTable(props: WeekTableProps) {
  return (
    <>
      <Matrix {...props} />
      <Pairs {...props} />
    </>
  );
}

function Matrix({ week: { cells, level }, asked, open }: WeekTableProps) {
  const t = useText(text);
  const name = useOrganisationName(level);
  const rows = sumsBy(cells, 'from');
  const columns = sumsBy(cells, 'to');
  const at = new Map(cells.map((cell) => [`${cell.from} ${cell.to}`, cell]));
  return (
    // A wide table is scrolled by itself, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what rolls must be reachable to be rolled (WCAG 2.1.1)
    <section className="week-scroll" aria-label={t.week.title} tabIndex={0}>
      <table className="week-table">
        <caption className="sr-only">{t.week.lead}</caption>
        <thead>
          <tr>
            <th scope="col" className="week-corner">
              <span>{t.week.owes} →</span>
              <span>↓ {t.week.waits}</span>
            </th>
            {columns.map(([id]) => (
              <th key={id} scope="col" title={name(id)}>
                <OrganisationTag id={id} level={level} />
              </th>
            ))}
            <th scope="col">{t.week.sum}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([from, sum]) => (
            <tr key={from}>
              <th scope="row" title={name(from)}>
                <OrganisationTag id={from} level={level} long />
              </th>
              {columns.map(([to]) => {
                const cell = at.get(`${from} ${to}`);
                const chosen = open?.from === from && open.to === to;
                return (
                  <td key={to} data-late={(cell?.late ?? 0) > 0 || undefined} data-open={chosen || undefined}>
                    {cell && (
                      <Link
                        to={`${weekAddress(asked, { from, to })}#${behindId}`}
                        aria-current={chosen ? 'true' : undefined}
                      >
                        <Figures counts={cell} />
                      </Link>
                    )}
                  </td>
                );
              })}
              <td className="week-sum">
                <Figures counts={sum} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.week.sum}</th>
            {columns.map(([id, sum]) => (
              <td key={id}>
                <Figures counts={sum} />
              </td>
            ))}
            <td className="week-sum">
              <Figures counts={sumOf(cells)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Pairs({ week: { cells, level }, asked, open }: WeekTableProps) {
  const t = useText(text);
  const name = useOrganisationName(level);
  return (
    <ul className="week-pairs" aria-label={t.week.pairs}>
      {worstFirst(cells).map((cell) => (
        <li key={`${cell.from} ${cell.to}`} data-open={(open?.from === cell.from && open.to === cell.to) || undefined}>
          <Link to={`${weekAddress(asked, cell)}#${behindId}`}>{t.week.cell(name(cell.from), name(cell.to))}</Link>
          <Figures counts={cell} />
        </li>
      ))}
    </ul>
  );
}
