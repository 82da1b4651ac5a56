import { useState } from 'react';
import type { ChangeIn, Register, WayRow } from '../../../contract/administration.ts';
import { moments, momentsFrom } from '../../../contract/kernel/moments.ts';
import { reachNow } from '../../../contract/kernel/opening-hours.ts';
import { toIso } from '../../../contract/kernel/time.ts';
import { useNow, useTimes } from '../../kernel/now.ts';
import { useLanguage } from '../../kernel/language.ts';
import { useText } from '../../kernel/text.ts';
import type { Column } from './column.ts';
import type { Staged } from './staged.ts';
import { text } from './text.ts';

interface ReachPreviewProps {
  readonly register: Register;
  readonly columns: readonly Column<WayRow>[];
  readonly staged: Staged;
  /** The unit that the table is narrowed to; else the unit of the latest edit, else the first. */
  readonly unitId: string;
}

/** What one who calls the unit will be told at five moments, with what is typed and not yet saved, by the rule that tells it. */
export function ReachPreview({ register, columns, staged, unitId }: ReachPreviewProps) {
  const t = useText(text);
  const language = useLanguage();
  const now = useNow();
  const times = useTimes();
  const [open, setOpen] = useState(register.units.length === 1);
  const edited = register.ways.find(({ id }) => id === Object.keys(staged.rows).at(-1))?.unitId;
  const shown = unitId || edited || register.units.find(({ id }) => register.ways.some((way) => way.unitId === id))?.id;
  const unit = register.units.find(({ id }) => id === shown);
  if (!unit) return null;
  const stands = register.ways.filter((way) => way.unitId === unit.id).map((way) => withTyped(way, staged, columns));
  const added = staged.added.flatMap(({ id, change }) =>
    isAdded(change) && change.unitId === unit.id ? [{ ...change, id, validFrom: toIso(now), validTo: null }] : [],
  );
  const at = momentsFrom(now);
  const typed = added.length > 0 || register.ways.some((way) => way.unitId === unit.id && staged.rows[way.id]);
  return (
    <details className="reach" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="strong">{t.reach.title(unit.name)}</span>
        {typed && (
          <span className="badge" data-state="near">
            {t.reach.draft}
          </span>
        )}
      </summary>
      <dl className="reach-moments">
        {moments.map((moment) => {
          const instant = at[moment];
          const ways = [...stands, ...added].filter(
            (way) =>
              way.audience !== 'staff' &&
              Date.parse(way.validFrom) <= instant &&
              (way.validTo === null || Date.parse(way.validTo) > instant),
          );
          const reach = reachNow(ways, instant);
          const [first] = reach.open;
          return (
            <div key={moment} data-open={first !== undefined}>
              <dt>{t.moment[moment]}</dt>
              <dd>
                {first ? (
                  <>
                    <span className="strong figures">{first.value}</span>{' '}
                    <span className="soft">{language === 'sv' ? first.labelSv : first.labelEn}</span>
                  </>
                ) : (
                  <>
                    <span className="late strong">{t.reach.closed}</span>{' '}
                    {reach.next && <span className="soft">{t.reach.opens(times.moment(toIso(reach.next.at)))}</span>}
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

const isAdded = (change: ChangeIn): change is Extract<ChangeIn, { do: 'way.add' }> => change.do === 'way.add';

function withTyped(way: WayRow, staged: Staged, columns: readonly Column<WayRow>[]): WayRow {
  const typed: Record<string, unknown> = {};
  for (const [key, said] of Object.entries(staged.rows[way.id]?.cells ?? {})) {
    const read = columns.find((column) => column.key === key)?.read?.(said, way);
    if (read && 'value' in read) typed[key] = read.value;
  }
  return { ...way, ...typed };
}
