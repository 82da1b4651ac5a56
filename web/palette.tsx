import { useMemo, useState } from 'react';
import { useDirectory } from './kernel/directory.ts';
import { choicesOfUnits } from './kernel/form/unit-search.ts';
import { useLanguage } from './kernel/language.ts';
import { Box, type Choice } from './kernel/palette/box.tsx';
import { typedEarly } from './kernel/palette/early.ts';
import { best } from './kernel/palette/match.ts';
import type { PaletteProps } from './kernel/palette/opener.tsx';
import { recentPersons, usePersonSearch, type KnownPerson } from './kernel/palette/person-search.ts';
import { text } from './kernel/palette/text.ts';
import { useMe } from './kernel/session.ts';
import { switchTo } from './kernel/shell/account.tsx';
import type { NavItem } from './kernel/shell/frame.tsx';
import { useCommon, useText } from './kernel/text.ts';
import { calendarWord } from './kernel/time-words.ts';
import { useGo } from './kernel/ui/link.tsx';
import { usePlaces, type Place } from './palette-places.ts';
import { paletteText } from './palette-text.ts';
import './kernel/palette/palette.css';

const fewest = 6;
const most = 5;

/** Finds any person in the circle, unit, page or thing to do. What is about a person asks whom, when no person's page is open. */
export default function Palette({ onClose, nav }: PaletteProps & { readonly nav: readonly NavItem[] }) {
  const t = useText(text);
  const words = useText(paletteText);
  const common = useCommon();
  const language = useLanguage();
  const me = useMe();
  const go = useGo();
  const places = usePlaces(me, nav);
  const directory = useDirectory();
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState<Place | null>(null);
  const staff = me.kind === 'staff';
  const search = usePersonSearch(typed, staff && me.assignment?.role !== 'leader');
  const [recent] = useState(recentPersons);
  const units = useMemo(
    () => (staff && directory ? choicesOfUnits(directory, common.unitKinds, []) : []),
    [staff, directory, common],
  );

  const leave = (to: string): void => {
    onClose();
    go(to);
  };
  const here = /^\/persons\/([0-9a-f-]{36})/.exec(location.pathname)?.[1];
  const hereName = recent.find(({ id }) => id === here)?.name;
  const takePlace = (place: Place): void => {
    if (place.to) return leave(place.to);
    if (place.about && here) return leave(place.about(here));
    setAsking(place);
    setTyped('');
  };
  const ofPerson = (person: KnownPerson): Choice => ({
    id: `person:${person.id}`,
    name: person.name,
    hint: calendarWord(person.birthDate, language),
    kind: t.person,
    take: () => leave(asking?.about ? asking.about(person.id) : `/persons/${person.id}`),
  });
  const ofPlace = (place: Place): Choice => ({
    id: place.id,
    name: place.name,
    hint: place.about && hereName ? words.about(hereName) : undefined,
    kind: place.kind === 'page' ? t.page : t.deed,
    take: () => takePlace(place),
  });

  const empty = typed.trim() === '';
  const known = best(recent, typed, ({ name }) => ({ name }), fewest);
  const persons = [...known, ...search.persons.filter(({ id }) => !known.some((one) => one.id === id))];
  const find = (kind: Place['kind']): Choice[] =>
    best(
      places.filter((place) => place.kind === kind),
      typed,
      ({ name, also = '' }) => ({ name, also }),
      empty ? places.length : fewest,
    ).map(ofPlace);
  const others = me.assignments
    .filter(({ chosen, unit }) => !chosen && unit)
    .map((assignment) => ({
      id: `switch:${assignment.id}`,
      name: words.switchTo(assignment.unit?.name ?? ''),
      kind: t.deed,
      take: () => void switchTo(assignment),
    }));
  const groups = [
    { name: empty ? t.recent : t.persons, choices: persons.map(ofPerson) },
    ...(asking
      ? []
      : [
          { name: t.deeds, choices: [...find('deed'), ...(empty ? [] : best(others, typed, (one) => one, most))] },
          { name: t.pages, choices: find('page') },
          {
            name: t.units,
            choices: empty
              ? []
              : best(units, typed, ({ unit, words: also }) => ({ name: unit.name, also }), most).map(
                  ({ unit, authority }): Choice => ({
                    id: `unit:${unit.id}`,
                    name: unit.name,
                    hint: authority,
                    kind: t.unit,
                    take: () => leave(`/units/${unit.id}`),
                  }),
                ),
          },
        ]),
  ];
  const found = groups.some(({ choices }) => choices.length > 0);
  const state =
    search.state === 'busy'
      ? t.searching
      : search.state === 'failed'
        ? t.failed
        : search.state === 'none' && persons.length === 0
          ? t.nobody
          : found || empty
            ? ''
            : t.nothing;
  return (
    <Box
      label={asking ? t.whom : staff ? t.label : t.labelOwn}
      hint={staff ? t.hint : t.hintPlain}
      typed={typed}
      onTyped={setTyped}
      groups={groups}
      state={state}
      onClose={onClose}
      onShown={() => {
        const early = typedEarly();
        if (early !== '') setTyped((was) => early + was);
      }}
      first={asking ? { words: asking.name, drop: () => setAsking(null) } : undefined}
    />
  );
}
