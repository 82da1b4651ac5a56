/** A hand that knows the key is quicker than the network: what it types while the box is fetched is the box's. Null: it is here, or not asked for. */
let early: string | null = null;

export const listenEarly = (on: boolean): void => void (early = on ? '' : null);

/** Whether the press was a letter for the box that has not come. */
export function hears({ ctrlKey, metaKey, key }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'key'>): boolean {
  if (early === null || ctrlKey || metaKey || key.length !== 1) return false;
  early += key;
  return true;
}

/** What was typed before the box came; from here on it hears for itself. */
export function typedEarly(): string {
  const typed = early ?? '';
  early = null;
  return typed;
}
