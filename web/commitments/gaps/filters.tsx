import { gapAges, gapKinds, type GapBoard } from '../../../contract/gaps.ts';
import { lifeAreas } from '../../../contract/commitments.ts';
import { useDirectory, useUnits } from '../../kernel/directory.ts';
import { useSearch } from '../../kernel/route.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Link, useGo } from '../../kernel/ui/link.tsx';
import { boardAddress, countChosen, groupings, type Filter } from './board-address.ts';
import { text } from './text.ts';

type Counts = GapBoard['counts'];

/** What the board is narrowed to. It stands in the address; each choice says how many it would show. */
export function Filters({ counts, joint }: { readonly counts: Counts; readonly joint: boolean }) {
  const t = useText(text);
  const search = useSearch();
  const go = useGo();
  const chosen = countChosen(search);
  const settled = search.get('state') === 'settled';
  const part = search.get('part');
  return (
    <search className="gap-filters no-print" aria-label={t.filter.label}>
      <div className="gap-choices">
        {!joint && (
          <Choices label={t.part.label}>
            {(['all', 'ours', 'wait', 'asked'] as const).map((one) => (
              <Choice
                key={one}
                to={boardAddress(search, { part: one === 'all' ? undefined : one })}
                on={(part ?? 'all') === one}
                count={counts.part[one]}
              >
                {t.part[one]}
              </Choice>
            ))}
          </Choices>
        )}
        <Choices label={t.state.label}>
          <Choice to={boardAddress(search, { state: undefined })} on={!settled} count={counts.state.open}>
            {t.state.open}
          </Choice>
          <Choice to={boardAddress(search, { state: 'settled' })} on={settled} count={counts.state.settled}>
            {t.state.settled}
          </Choice>
        </Choices>
      </div>
      <details className="gap-narrow" open={chosen > 0 || undefined}>
        <summary>
          {t.filter.more}
          {chosen > 0 && <span className="badge">{t.filter.chosen(chosen)}</span>}
        </summary>
        <div className="gap-selects">
          <Selects counts={counts} />
          <label className="gap-select">
            <span>{t.filter.group}</span>
            <select
              value={search.get('group') ?? 'level'}
              onChange={({ target }) =>
                go(boardAddress(search, { group: target.value === 'level' ? undefined : target.value }), {
                  replace: true,
                })
              }
            >
              {groupings.map((one) => (
                <option key={one} value={one}>
                  {t.filter.groups[one]}
                </option>
              ))}
            </select>
          </label>
          {chosen > 0 && (
            <Button
              look="plain"
              size="small"
              onClick={() =>
                go(
                  boardAddress(search, {
                    unit: undefined,
                    authority: undefined,
                    area: undefined,
                    kind: undefined,
                    age: undefined,
                    level: undefined,
                  }),
                  { replace: true },
                )
              }
            >
              {t.filter.clear}
            </Button>
          )}
        </div>
      </details>
    </search>
  );
}

const Choices = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <fieldset className="gap-choice" aria-label={label}>
    {children}
  </fieldset>
);

function Choice({
  to,
  on,
  count,
  children,
}: {
  readonly to: string;
  readonly on: boolean;
  readonly count: number;
  readonly children: React.ReactNode;
}) {
  return (
    <Link to={to} replace aria-current={on ? 'true' : undefined}>
      {children} <span className="figures">{count}</span>
    </Link>
  );
}

function Selects({ counts }: { readonly counts: Counts }) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const units = useUnits();
  const directory = useDirectory();
  const authority = (id: string): string => directory?.authorities.find((one) => one.id === id)?.name ?? '…';
  const byName = (ids: readonly string[], name: (id: string) => string): [string, string][] =>
    ids.map((id): [string, string] => [id, name(id)]).toSorted(([, a], [, b]) => a.localeCompare(b, 'sv'));
  return (
    <>
      <Select
        name="unit"
        counts={counts.unit}
        options={byName(Object.keys(counts.unit), (id) => units(id)?.name ?? '…')}
      />
      <Select name="authority" counts={counts.authority} options={byName(Object.keys(counts.authority), authority)} />
      <Select name="kind" counts={counts.kind} options={gapKinds.map((kind) => [kind, further.gaps[kind]])} />
      <Select name="area" counts={counts.area} options={lifeAreas.map((area) => [area, common.areas[area]])} />
      <Select name="age" counts={counts.age} options={gapAges.map((age) => [age, t.filter.ages[age]])} />
      <Select
        name="level"
        counts={counts.level}
        options={([0, 1, 2, 3] as const).map((level) => [String(level), further.ladder[level]])}
      />
    </>
  );
}

interface SelectProps {
  readonly name: Filter;
  readonly counts: Readonly<Record<string, number>>;
  readonly options: readonly (readonly [value: string, words: string])[];
}

/** One thing to narrow by; what would show nothing is left out, but never what is chosen. */
function Select({ name, counts, options }: SelectProps) {
  const t = useText(text);
  const search = useSearch();
  const go = useGo();
  const chosen = search.get(name) ?? '';
  const shown = options.filter(([value]) => (counts[value] ?? 0) > 0 || value === chosen);
  const missing = chosen !== '' && !shown.some(([value]) => value === chosen);
  return (
    <label className="gap-select" data-chosen={chosen !== '' || undefined}>
      <span>{t.filter[name]}</span>
      <select
        value={chosen}
        onChange={({ target }) => go(boardAddress(search, { [name]: target.value || undefined }), { replace: true })}
      >
        <option value="">{t.filter.all}</option>
        {missing && <option value={chosen}>…</option>}
        {shown.map(([value, words]) => (
          <option key={value} value={value}>{`${words} (${counts[value] ?? 0})`}</option>
        ))}
      </select>
    </label>
  );
}
