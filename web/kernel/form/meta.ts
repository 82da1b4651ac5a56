import { createContext, useContext, useEffect } from 'react';

/** What the fields tell their form: how they are called, for the summary of errors and the comparison of versions. */
export interface FormMeta {
  readonly id: string;
  readonly labels: Map<string, string>;
  /** The fields that one writes in, not chooses from. */
  readonly typed: Set<string>;
}
export const FormMetaContext = createContext<FormMeta | null>(null);

/** The ids of a field's parts, and its label told to the form. */
export function useFieldIds(
  name: string,
  label: string,
): { readonly input: string; readonly hint: string; readonly error: string } {
  const meta = useContext(FormMetaContext);
  if (!meta) throw new Error(`the field ${name} stands outside a Form`);
  useEffect(() => {
    meta.labels.set(name, label);
  }, [meta, name, label]);
  const input = fieldId(meta.id, name);
  return { input, hint: `${input}-hint`, error: `${input}-error` };
}

/** Tells the form that one writes in the field. */
export function useTyped(name: string): void {
  const meta = useContext(FormMetaContext);
  useEffect(() => {
    meta?.typed.add(name);
  }, [meta, name]);
}

export const fieldId = (form: string, name: string): string => `${form}-${name}`.replaceAll(/[^\w-]/g, '_');
