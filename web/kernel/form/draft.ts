import { draftName, kept } from '../storage.ts';

/** What someone has typed and not yet saved, kept for this tab until it is saved or thrown away. */
export function readDraft<V extends object>(id: string): Partial<V> | null {
  try {
    const text = kept.getItem(draftName(id));
    return text === null ? null : (JSON.parse(text) as Partial<V>);
  } catch {
    return null;
  }
}

export const writeDraft = (id: string, values: object): void => kept.setItem(draftName(id), JSON.stringify(values));
