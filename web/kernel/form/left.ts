import { createContext, useContext, useEffect, useRef } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { FormMeta } from './meta.ts';

/** What stood in a form when it went from the page, by its user's hand or because what it stood in is no longer there. */
export interface LeftForm {
  readonly id: string;
  /** How its fields are called. */
  readonly labels: ReadonlyMap<string, string>;
  /** Those of them that one writes in. */
  readonly typed: ReadonlySet<string>;
  readonly values: Readonly<Record<string, unknown>>;
  /** What it was opened with. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** Told of every form that goes from the page within it: a page that can be closed to its reader keeps what was typed. */
export const LeftContext = createContext<((left: LeftForm) => void) | null>(null);

/** @param before what the form was opened with; @param secret fields whose words nobody keeps */
export function useLeft<V extends FieldValues>(
  meta: FormMeta,
  form: UseFormReturn<V>,
  before: V,
  secret: readonly string[],
): void {
  const tell = useContext(LeftContext);
  const first = useRef(before);
  const hidden = useRef(secret);
  useEffect(
    () => () => {
      const { id, labels } = meta;
      const typed = new Set([...meta.typed].filter((name) => !hidden.current.includes(name)));
      tell?.({ id, labels, typed, values: form.getValues(), before: first.current });
    },
    [tell, meta, form],
  );
}
