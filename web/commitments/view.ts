import {
  commitmentKinds,
  type CommitmentKind,
  type HandledBy,
  handledBy,
  type LifeArea,
  lifeAreas,
  type ListOrder,
  listOrders,
} from '../../contract/commitments.ts';
import { densities, type List, lists, type Workday } from '../../contract/today.ts';

/** What of the lists is shown. It stands in the address, so that it can be sent to a colleague. */
export interface Filter {
  readonly by?: HandledBy;
  readonly kind?: CommitmentKind;
  readonly area?: LifeArea;
  readonly person?: string;
}

/** How the lists are shown: one's own, kept on this device. */
export interface Look {
  readonly lists: readonly List[];
  readonly sort: ListOrder;
  readonly density: (typeof densities)[number];
}

/** What is kept of someone's choices; what is left out is as the role's first page has it. */
export interface Kept {
  readonly filter?: Filter;
  readonly look?: Look;
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value);
const id = /^[\da-f]{8}-[\da-f-]{27}$/u;

/** Filter of an address or of what was kept; what is unknown is left out. Null when it names none. */
export function filterOf(get: (name: string) => unknown): Filter | null {
  const by = oneOf(handledBy, get('by'));
  const kind = oneOf(commitmentKinds, get('kind'));
  const area = oneOf(lifeAreas, get('area'));
  const wanted = get('person');
  const person = typeof wanted === 'string' && id.test(wanted) ? wanted : undefined;
  const filter = { ...(by && { by }), ...(kind && { kind }), ...(area && { area }), ...(person && { person }) };
  return isEmpty(filter) ? null : filter;
}

export const isEmpty = (filter: Filter): boolean => Object.keys(filter).length === 0;

export const plainLook: Look = { lists, sort: 'clock', density: 'full' };

const lookOf = (value: unknown): Look | undefined => {
  const { lists: order, sort, density } = (value ?? {}) as Partial<Record<keyof Look, unknown>>;
  const [kept, by, dense] = [
    Array.isArray(order) ? lists.filter((list) => order.includes(list)) : [],
    oneOf(listOrders, sort),
    oneOf(densities, density),
  ];
  if (kept.length !== lists.length || !by || !dense) return undefined;
  return { lists: order as readonly List[], sort: by, density: dense };
};

/** What was kept, read with care: an older program may have written it. */
export function keptOf(text: string | null): Kept {
  try {
    const { filter, look } = JSON.parse(text ?? '{}') as { filter?: Record<string, unknown>; look?: unknown };
    const known = lookOf(look);
    return {
      ...(filter && { filter: filterOf((name) => filter[name]) ?? {} }),
      ...(known && { look: known }),
    };
  } catch {
    return {};
  }
}

/** Whom the filter names is not written down on a computer that others use: it stands in the address and in this window only. */
export const withoutPerson = ({ filter, look }: Kept): Kept => {
  const { person: _, ...rest } = filter ?? {};
  return { ...(filter && { filter: rest }), ...(look && { look }) };
};

/** How the first page begins, as the server has it for the role. */
export const beginningOf = ({ by, ...look }: Workday['firstPage']): Required<Kept> => ({
  filter: by ? { by } : {},
  look: lookOf(look) ?? plainLook,
});

/** The first list in front, the others as they stood. */
export const withFirst = (order: readonly List[], first: List): List[] => [
  first,
  ...order.filter((list) => list !== first),
];
