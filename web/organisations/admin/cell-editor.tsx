import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Column, RowOf } from './column.ts';

interface CellEditorProps {
  readonly label: string;
  readonly column: Column<RowOf>;
  readonly value: string;
  /** Null leaves the cell as it was. */
  readonly onFinish: (value: string | null, go: 'stay' | 'next' | 'back' | 'away') => void;
}

/** The cell while it is edited: Enter keeps and stays, Tab keeps and goes on, Escape leaves it as it was; to click elsewhere keeps too. */
export function CellEditor({ label, column, value, onFinish }: CellEditorProps) {
  const [now, setNow] = useState(value);
  const done = useRef(false);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const hint = useId();
  useLayoutEffect(() => {
    field.current?.focus();
    if (!column.choices) field.current?.setSelectionRange(value.length === 1 ? 1 : 0, value.length);
  }, [column, value]);
  const finish = (said: string | null, go: 'stay' | 'next' | 'back' | 'away'): void => {
    if (done.current) return;
    done.current = true;
    onFinish(said, go);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter') finish(now, 'stay');
    else if (event.key === 'Escape') finish(null, 'stay');
    else if (event.key === 'Tab') finish(now, event.shiftKey ? 'back' : 'next');
    else return;
    event.preventDefault();
  };
  const wired = {
    ref: field,
    className: 'input cell-input',
    'aria-label': label,
    value: now,
    onKeyDown,
    onBlur: () => finish(now, 'away'),
  };
  return (
    <>
      {column.choices ? (
        <select {...wired} onChange={(event) => setNow(event.target.value)}>
          {column.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.words}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...wired}
          aria-describedby={column.hint ? hint : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setNow(event.target.value)}
        />
      )}
      {column.hint && (
        <span id={hint} className="cell-hint small">
          {column.hint}
        </span>
      )}
    </>
  );
}
