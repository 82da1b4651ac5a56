import { createContext, useContext, useEffect, useMemo } from 'react';
import { commitmentsRoutes } from '../../contract/commitments.ts';
import type { Me } from '../../contract/identity.ts';
import { todayRoutes } from '../../contract/today.ts';
import { readAhead, useRead } from '../kernel/read.ts';
import { address, useSearch } from '../kernel/route.ts';
import { useMe } from '../kernel/session.ts';
import { signal, useSignal } from '../kernel/signal.ts';
import { kept as inWindow } from '../kernel/storage.ts';
import { useGo } from '../kernel/ui/link.tsx';
import type { Move } from './moves.ts';
import {
  beginningOf,
  type Filter,
  filterOf,
  isEmpty,
  type Kept,
  keptOf,
  type Look,
  plainLook,
  withoutPerson,
} from './view.ts';

/** Choices by assignment, so that every part of the page sees a change at once. */
const choices = signal<ReadonlyMap<string, Kept>>(new Map());
const nameOf = (assignmentId: string): string => `view:${assignmentId}`;

function onDevice<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}

function readKept(assignmentId: string): Kept {
  const known = choices.get().get(assignmentId);
  if (known) return known;
  const name = nameOf(assignmentId);
  return keptOf(inWindow.getItem(name) ?? onDevice((storage) => storage.getItem(name)));
}

function writeKept(assignmentId: string, next: Kept): void {
  const name = nameOf(assignmentId);
  inWindow.setItem(name, JSON.stringify(next));
  onDevice((storage) => storage.setItem(name, JSON.stringify(withoutPerson(next))));
  choices.set(new Map(choices.get()).set(assignmentId, next));
}

export interface View {
  /** False until it is known how the page begins for this role. */
  readonly ready: boolean;
  readonly filter: Filter;
  readonly look: Look;
  /** What the lists are asked for. */
  readonly query: ReturnType<typeof queryOf>;
  /** Whether anything is other than the role's first page has it. */
  readonly changed: boolean;
  readonly setFilter: (filter: Filter) => void;
  readonly setLook: (look: Look) => void;
  readonly reset: () => void;
}

const hour = 3_600_000;

/** How the page began for this assignment the last time: the lists are asked for without waiting to hear it again. */
const beginsName = (assignmentId: string): string => `begins:${assignmentId}`;
const keptBeginning = (assignmentId: string): Kept =>
  keptOf(onDevice((storage) => storage.getItem(beginsName(assignmentId))));

/** What is shown and how, by the address, what was chosen last on the assignment, and how the role begins (null: not known yet). */
function viewOf(search: URLSearchParams, stored: Kept, begins: Kept | null) {
  const named = filterOf((name) => search.get(name));
  const chosen = stored.filter ?? begins?.filter;
  const look = stored.look ?? begins?.look;
  return { named, chosen: chosen ?? {}, look: look ?? plainLook, known: chosen !== undefined && look !== undefined };
}

/** What the lists are asked for. */
const queryOf = (filter: Filter, look: Look) => ({
  limit: 40,
  ...filter,
  ...(look.sort === 'urgency' ? { sort: look.sort } : {}),
});

/** Asks for what the first page will show. @returns done when the lists have come, or what they wait for */
export async function readFirst({ assignment }: Me): Promise<void> {
  if (!assignment) return;
  const stored = readKept(assignment.id);
  const view = viewOf(new URLSearchParams(location.search), stored, keptBeginning(assignment.id));
  const query = queryOf(view.named ?? view.chosen, view.look);
  const lists = view.known ? readAhead(commitmentsRoutes.worklist, { query }) : undefined;
  const begins = readAhead(todayRoutes.workday, {});
  void readAhead(todayRoutes.colleagues, {});
  await (lists ?? begins);
}

/**
 * What is shown and how. The address says what; a bare one takes what was chosen last on this assignment, or what the role begins with,
 * and then says so.
 */
export function useView(): View {
  const search = useSearch();
  const go = useGo();
  const assignmentId = useMe().assignment?.id ?? '';
  useSignal(choices);
  const { data, error } = useRead(todayRoutes.workday, {}, { staleTime: hour, firm: true });
  const stored = readKept(assignmentId);
  const begins = useMemo(
    () => (data ? beginningOf(data.firstPage) : keptBeginning(assignmentId)),
    [data, assignmentId],
  );
  useEffect(() => {
    if (data) onDevice((storage) => storage.setItem(beginsName(assignmentId), JSON.stringify(begins)));
  }, [data, begins, assignmentId]);
  const { named, chosen, look, known } = viewOf(search, stored, begins);
  const ready = known || error !== null;
  const filter = named ?? chosen;
  const open = { promise: search.get('promise') ?? undefined, move: search.get('move') ?? undefined };
  const say = (next: Filter): void => go(address('/', { ...next, ...open }), { replace: true });
  const unsaid = ready && !named && !isEmpty(chosen);
  useEffect(() => {
    if (unsaid) say(chosen);
  });
  return {
    ready,
    filter,
    look,
    query: queryOf(filter, look),
    changed: stored.filter !== undefined || stored.look !== undefined,
    setFilter(next) {
      writeKept(assignmentId, { ...stored, filter: next });
      say(next);
    },
    setLook: (next) => writeKept(assignmentId, { ...stored, look: next }),
    reset() {
      writeKept(assignmentId, {});
      say(begins.filter ?? {});
    },
  };
}

/** The filter that stands around what is shown: addresses inside the page keep it. */
export const FilterContext = createContext<Filter>({});

/** Addresses of the first page that keep the filter that is on. */
export function useTodayAddress(): {
  readonly list: string;
  readonly promise: (id: string) => string;
  readonly move: (id: string, move: Move) => string;
} {
  const filter = useContext(FilterContext);
  return useMemo(
    () => ({
      list: address('/', { ...filter }),
      promise: (id) => address('/', { ...filter, promise: id }),
      move: (id, move) => address('/', { ...filter, promise: id, move }),
    }),
    [filter],
  );
}
