import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

const parts = new Set<() => Promise<unknown>>();

/** What fetches the parts of the pages that have come so far. */
export const partsOfPages = (): readonly (() => Promise<unknown>)[] => [...parts];

/**
 * A part of a page that is fetched when it is shown, or before, when there is nothing else to do: then it can be shown without contact too.
 */
export function lazyPart<P>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  parts.add(load);
  return lazy(load);
}
