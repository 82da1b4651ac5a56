import { Suspense, useState } from 'react';
import { commitmentKinds, handledBy, lifeAreas, type Worklist } from '../../contract/commitments.ts';
import { lists as allLists } from '../../contract/today.ts';
import { lazyPart } from '../kernel/at-hand.ts';
import { nameOfPerson } from '../kernel/person.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Icon } from '../kernel/ui/icon.tsx';
import { Skeleton } from '../kernel/ui/states.tsx';
import { text } from './text.ts';
import type { View } from './use-view.ts';
import { type Filter, isEmpty } from './view.ts';

const PersonFinder = lazyPart(async () => ({
  default: (await import('../kernel/ui/person-finder.tsx')).PersonFinder,
}));
const LookDialog = lazyPart(async () => ({ default: (await import('./look-dialog.tsx')).LookDialog }));

interface FilterBarProps {
  readonly view: View;
  /** The lists as they stand; undefined while they are on their way. */
  readonly worklist: Worklist | undefined;
}

const sum = (counts: Worklist['counts']): number => allLists.reduce((total, list) => total + counts[list], 0);

/** What of the lists is shown, how many of how many, and the one press that shows all again. */
export function FilterBar({ view, worklist }: FilterBarProps) {
  const t = useText(text);
  const common = useCommon();
  const { filter, setFilter } = view;
  const [open, setOpen] = useState<'person' | 'look' | null>(null);
  const put = (name: keyof Filter, value: string): void => {
    const { [name]: _, ...rest } = filter;
    setFilter(value === '' ? rest : { ...rest, [name]: value });
  };
  const about = worklist?.rows.find(({ person }) => person?.id === filter.person)?.person?.name;
  const active = !isEmpty(filter);
  return (
    <search className="filters no-print" aria-label={t.filter.label}>
      <Choice
        label={t.filter.by}
        all={t.filter.everyone}
        value={filter.by}
        options={handledBy.map((by) => [by, t.filter.handledBy[by]])}
        onPut={(value) => put('by', value)}
      />
      <Choice
        label={t.filter.kind}
        all={t.filter.allKinds}
        value={filter.kind}
        options={commitmentKinds.map((kind) => [kind, common.kinds[kind]])}
        onPut={(value) => put('kind', value)}
      />
      <Choice
        label={t.filter.area}
        all={t.filter.allAreas}
        value={filter.area}
        options={lifeAreas.map((area) => [area, common.areas[area]])}
        onPut={(value) => put('area', value)}
      />
      {filter.person ? (
        <button
          type="button"
          className="filter-chip"
          aria-label={t.filter.dropPerson(about ?? t.filter.thePerson)}
          onClick={() => put('person', '')}
        >
          {about ?? t.filter.thePerson} <Icon name="close" />
        </button>
      ) : (
        <Button look="quiet" size="small" onClick={() => setOpen('person')}>
          {t.filter.person}
        </Button>
      )}
      <Button look="plain" size="small" onClick={() => setOpen('look')}>
        {t.filter.look}
      </Button>
      <p className="filter-count small" aria-live="polite">
        {active && worklist && t.filter.shown(sum(worklist.counts), sum(worklist.totals ?? worklist.counts))}
      </p>
      {active && (
        <Button look="plain" size="small" onClick={() => setFilter({})}>
          {t.filter.clear}
        </Button>
      )}
      {open === 'person' && (
        <Dialog title={t.filter.personTitle} onClose={() => setOpen(null)}>
          <Suspense fallback={<Skeleton lines={2} />}>
            <PersonFinder
              renderFound={(person, name) => (
                <button
                  type="button"
                  className="found-choice"
                  aria-label={t.filter.onlyAbout(nameOfPerson(person))}
                  onClick={() => {
                    setOpen(null);
                    put('person', person.id);
                  }}
                >
                  {name}
                </button>
              )}
            />
          </Suspense>
        </Dialog>
      )}
      {open === 'look' && (
        <Suspense>
          <LookDialog view={view} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onPut: (value: string) => void;
}

function Choice({ label, all, value = '', options, onPut }: ChoiceProps) {
  return (
    <select
      className="input filter-choice"
      aria-label={label}
      data-on={value !== '' || undefined}
      value={value}
      onChange={(event) => onPut(event.target.value)}
    >
      <option value="">{all}</option>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  );
}
