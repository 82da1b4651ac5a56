import { useEffect, useRef } from 'react';
import { gapsRoutes, type WeekPromise } from '../../../contract/gaps.ts';
import { useTimes } from '../../kernel/now.ts';
import { useRead } from '../../kernel/read.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { ButtonLink } from '../../kernel/ui/button.tsx';
import { Link } from '../../kernel/ui/link.tsx';
import { Loaded } from '../../kernel/ui/states.tsx';
import { addressOfPromise } from '../today-address.ts';
import { Mark } from './figures.tsx';
import { useOrganisationName } from './organisation.tsx';
import { text } from './text.ts';
import { type Asked, weekAddress } from './week-address.ts';

/** The promises behind a figure, the worst first. */
export function Behind({ asked, from, to }: { readonly asked: Asked; readonly from: string; readonly to: string }) {
  const t = useText(text);
  const name = useOrganisationName(asked.level);
  const heading = useRef<HTMLHeadingElement>(null);
  const read = useRead(gapsRoutes.weekPromises, {
    query: { level: asked.level, from, to, ...(asked.week ? { week: asked.week } : {}) },
  });
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className="stack-tight" aria-labelledby="week-behind">
      <div className="spread">
        <h2 ref={heading} tabIndex={-1} id="week-behind">
          {t.week.behind(name(from), name(to))}
        </h2>
        <ButtonLink size="small" look="plain" to={weekAddress(asked)}>
          {t.week.closeBehind}
        </ButtonLink>
      </div>
      <Loaded read={read}>
        {({ rows, previews, total }) => (
          <>
            <p className="small soft">
              {t.week.listed(rows.length + previews.length, total)}
              {previews.length > 0 && ` · ${t.week.behindHint}`}
            </p>
            <ul className="week-promises">
              {[...rows, ...previews].toSorted(worst).map((row, i) => (
                <Promised key={row.id ?? `hidden-${i}`} row={row} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

const order = { late: 0, broken: 1, open: 2, kept: 3 } as const;
const worst = (a: WeekPromise, b: WeekPromise): number =>
  order[a.stood] - order[b.stood] || (a.clockAt ?? a.endedAt ?? '').localeCompare(b.clockAt ?? b.endedAt ?? '');

function Promised({ row }: { readonly row: WeekPromise }) {
  const t = useText(text);
  const common = useCommon();
  const times = useTimes();
  return (
    <li>
      <span className="week-stood" data-stood={row.stood}>
        <Mark stood={row.stood} /> {t.week.stoodOne[row.stood]}
      </span>
      <span>
        {row.id ? (
          <Link to={addressOfPromise(row.id)}>{row.what}</Link>
        ) : (
          <span className="soft">{t.week.hiddenRow}</span>
        )}{' '}
        <span className="small soft">
          {common.kinds[row.kind]} · {common.areas[row.area]}
          {row.person && ` · ${row.person.name}`}
        </span>
      </span>
      <span className="small figures">
        {row.clockAt ? times.word(row.clockAt) : row.endedAt ? t.week.ended(times.moment(row.endedAt)) : ''}
      </span>
    </li>
  );
}
