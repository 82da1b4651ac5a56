import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useCommon, useText } from '../text.ts';
import { Icon } from '../ui/icon.tsx';
import { text } from './text.ts';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly hint?: ReactNode;
  /** What it is, at the end of the line. */
  readonly kind: string;
  readonly take: () => void;
}

export interface BoxProps {
  readonly label: string;
  readonly hint: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly groups: readonly { readonly name: string; readonly choices: readonly Choice[] }[];
  /** Told quietly under the box: that it searches, that nobody is found. */
  readonly state: ReactNode;
  readonly onClose: () => void;
  readonly onShown: () => void;
  /** What was chosen first, when a person is asked for; an empty box and Backspace takes it away. */
  readonly first?: { readonly words: string; readonly drop: () => void } | undefined;
}

/**
 * One box that finds anything: the combobox of the ARIA Authoring Practices in front of the page. The focus stays in the text, the
 * arrows move in the list, Enter goes there, Escape goes back.
 */
export function Box({ label, hint, typed, onTyped, groups, state, onClose, onShown, first }: BoxProps) {
  const common = useCommon();
  const t = useText(text);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [at, setAt] = useState(0);
  const shown = useEffectEvent(onShown);
  const all = groups.flatMap(({ choices }) => choices);
  // The list grows while persons come in: the place in it is kept within it.
  const active = Math.min(at, all.length - 1);
  useLayoutEffect(() => {
    const one = dialog.current;
    one?.showModal();
    shown();
    return () => one?.close();
  }, []);
  const press = (event: KeyboardEvent): void => {
    const to = moves[event.key]?.(active, all.length);
    if (to !== undefined && all.length > 0) {
      event.preventDefault();
      setAt(to);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      all[active]?.take();
    } else if (event.key === 'Backspace' && typed === '' && first) first.drop();
  };
  const before = groups.map((_, group) => groups.slice(0, group).reduce((sum, { choices }) => sum + choices.length, 0));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the press is on what lies beside it
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={label}
      onCancel={onClose}
      onClose={() => dialog.current?.open || onClose()}
      // A press beside it closes it, as a second press of the key does.
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-line">
        <Icon name="search" />
        {first && (
          <button type="button" className="palette-first" onClick={first.drop} aria-label={t.drop(first.words)}>
            {first.words}
            <Icon name="close" />
          </button>
        )}
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to write in
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded={all.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-describedby={`${id}-hint`}
          aria-activedescendant={all[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          value={typed}
          onChange={(event) => {
            setAt(0);
            onTyped(event.target.value);
          }}
          onKeyDown={press}
        />
        <button type="button" className="icon-button" aria-label={common.form.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select can neither be searched nor show two lines */}
      <div id={`${id}-list`} role="listbox" aria-label={label} className="palette-list" tabIndex={-1}>
        {groups.map(({ name, choices }, group) =>
          choices.length === 0 ? null : (
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of options, not of fields
            <div key={name} role="group" aria-label={name}>
              <p className="palette-group" aria-hidden="true">
                {name}
              </p>
              {choices.map((choice, index) => {
                const mine = (before[group] ?? 0) + index;
                return <Line key={choice.id} id={`${id}-${mine}`} choice={choice} active={mine === active} />;
              })}
            </div>
          ),
        )}
      </div>
      <div className="palette-foot small soft">
        <p id={`${id}-hint`}>{hint}</p>
        <p aria-live="polite">{state}</p>
        <p className="sr-only" aria-live="polite">
          {typed !== '' && t.found(all.length)}
        </p>
      </div>
    </dialog>
  );
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
};

function Line({ id, choice, active }: { readonly id: string; readonly choice: Choice; readonly active: boolean }) {
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
      className="palette-option"
      onMouseDown={(event) => event.preventDefault()}
      onClick={choice.take}
    >
      <span className="palette-name">
        <span className="strong">{choice.name}</span> <span className="small soft figures">{choice.hint}</span>
      </span>
      <span className="small soft">{choice.kind}</span>
    </div>
  );
}
