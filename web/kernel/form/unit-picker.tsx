import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useDirectory } from '../directory.ts';
import { useCommon } from '../text.ts';
import { useFurther } from '../text/further.ts';
import { Icon } from '../ui/icon.tsx';
import { UnitTag } from '../ui/tag.tsx';
import { choicesOfUnits, searchUnits, type UnitChoice } from './unit-search.ts';

export interface UnitPickerProps {
  readonly wired: {
    readonly id: string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string | undefined;
  };
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly several: boolean;
  readonly circle: readonly string[];
  readonly exclude: readonly string[];
}

/** Units chosen so far, and the box where more are found. */
export function UnitPicker({ chosen, onChange, several, ...rest }: UnitPickerProps) {
  const t = useCommon();
  const f = useFurther();
  const directory = useDirectory();
  const nameOf = (id: string): string => directory?.units.find((unit) => unit.id === id)?.name ?? t.unit.unknown;
  return (
    <div className="stack">
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={f.unit.chosen}>
          {chosen.map((id) => (
            <li key={id}>
              <UnitTag id={id} long />
              <button
                type="button"
                className="icon-button"
                aria-label={f.unit.remove(nameOf(id))}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {(several || chosen.length === 0) && (
        <Search {...rest} chosen={chosen} onChoose={(id) => onChange(several ? [...chosen, id] : [id])} />
      )}
    </div>
  );
}

type SearchProps = Pick<UnitPickerProps, 'wired' | 'label' | 'chosen' | 'circle' | 'exclude'> & {
  readonly onChoose: (id: string) => void;
};

/**
 * The combobox of the ARIA Authoring Practices with a list: the focus stays in the text, the arrows move in the list. Own, because
 * React Aria's hides the rest of the page while it is open, and weighs 65 kB on the page that must be quick.
 */
function Search({ wired, label, chosen, circle, exclude, onChoose }: SearchProps) {
  const t = useCommon();
  const f = useFurther();
  const list = useId();
  const directory = useDirectory();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const all = useMemo(
    () => (directory ? choicesOfUnits(directory, t.unitKinds, exclude) : []),
    [directory, t, exclude],
  );
  const found = useMemo(
    () =>
      searchUnits(
        all.filter(({ unit }) => !chosen.includes(unit.id)),
        typed,
        circle,
      ),
    [all, chosen, typed, circle],
  );
  const choose = (choice: UnitChoice | undefined): void => {
    if (!choice) return;
    onChoose(choice.unit.id);
    setTyped('');
    setOpen(false);
    setActive(-1);
  };
  const press = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move && found.length > 0) {
      event.preventDefault();
      setActive(open ? move(active, found.length) : 0);
      setOpen(true);
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape' && (open || typed !== '')) {
      event.preventDefault();
      event.stopPropagation();
      if (!open) setTyped('');
      setOpen(false);
      setActive(-1);
    }
  };
  const inCircle = found.filter(({ unit }) => circle.includes(unit.id)).length;
  return (
    <div className="picker">
      <input
        {...wired}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        placeholder={f.unit.search}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setActive(event.target.value.trim() === '' ? -1 : 0);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={press}
        onBlur={() => {
          setOpen(false);
          setActive(-1);
        }}
      />
      <p className="sr-only" aria-live="polite">
        {open && typed !== '' && (found.length === 0 ? f.unit.none : f.unit.found(found.length))}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select can neither be searched nor show two lines */}
      <div id={list} role="listbox" aria-label={label} className="picker-list" hidden={!open || found.length === 0}>
        {open &&
          found.map((choice, place) => (
            <Option
              key={choice.unit.id}
              id={`${list}-${place}`}
              choice={choice}
              active={place === active}
              near={place < inCircle}
              onChoose={() => choose(choice)}
            />
          ))}
      </div>
      {open && found.length === 0 && typed !== '' && <p className="picker-list picker-empty">{f.unit.none}</p>}
    </div>
  );
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
};

interface OptionProps {
  readonly id: string;
  readonly choice: UnitChoice;
  readonly active: boolean;
  /** In the person's circle: shown first, and says so. */
  readonly near: boolean;
  readonly onChoose: () => void;
}

function Option({ id, choice, active, near, onChoose }: OptionProps) {
  const t = useCommon();
  const f = useFurther();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's
    <div
      id={id}
      ref={ref}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of a select shows one line
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className="picker-option"
      // The focus stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="spread">
        <span className="strong">{choice.unit.name}</span>
        {near && <span className="badge">{f.unit.inCircle}</span>}
      </span>
      <span className="small soft">
        {t.unitKinds[choice.unit.kind]} · {choice.authority}
      </span>
    </div>
  );
}
