import { createContext, useContext, useEffect, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { FormMeta } from './meta.ts';

/** What stood in a form when it went from the page, by its user's hand or because what it stood in is no longer there. */
export interface LeftForm {
  readonly id: string;
  /** How its fields are called. */
  readonly labels: ReadonlyMap<string, string>;
  readonly values: Readonly<Record<string, unknown>>;
  /** What it was opened with. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** Told of every form that goes from the page within it: a page that can be closed to its reader keeps what was typed. */
export const LeftContext = createContext<((left: LeftForm) => void) | null>(null);

/** @param before what the form was opened with */
export function useLeft<V extends FieldValues>(meta: FormMeta, form: UseFormReturn<V>, before: V): void {
  const tell = useContext(LeftContext);
  const first = useRef(before);
  useEffect(
    () => () => tell?.({ id: meta.id, labels: meta.labels, values: form.getValues(), before: first.current }),
    [tell, meta, form],
  );
}
