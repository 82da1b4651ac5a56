import { organisationsRoutes, type TermKey, type TermValue } from '../../contract/organisations.ts';
import { deadlineAfter } from '../../contract/kernel/deadlines.ts';
import { dateInStockholm, type Instant, stockholmInstant } from '../../contract/kernel/time.ts';
import { useUnit } from './directory.ts';
import { useRead } from './read.ts';
import { useMyUnitId } from './session.ts';
import { useFurther } from './text/further.ts';

const hour = 3_600_000;

export interface ReadTerm {
  /** Undefined until it is known, and when it could not be read. */
  readonly term: TermValue | undefined;
  /** False while it is being asked for. */
  readonly settled: boolean;
}

/** What is agreed today of a length of time where one's own unit works: the municipality's agreement before the county's. */
export function useTerm(key: TermKey): ReadTerm {
  const directory = useRead(organisationsRoutes.directory, {}, { staleTime: hour });
  const municipality = useUnit(useMyUnitId())?.municipalityCode ?? undefined;
  const query = municipality === undefined ? {} : { municipality };
  const known = directory.data !== undefined;
  const { data, isPending } = useRead(organisationsRoutes.terms, { query }, { staleTime: hour, enabled: known });
  return { term: data?.items.find((item) => item.key === key), settled: directory.isError || !isPending };
}

/** `12 månader`, `2 arbetsdagar` */
export function useLengthWords(): (term: Pick<TermValue, 'amount' | 'unit'>) => string {
  const f = useFurther();
  return ({ amount, unit }) => f.lengths[unit](amount);
}

/** The last minute of the day on which the length of time ends. */
export function endAfter(now: Instant, { amount, unit }: Pick<TermValue, 'amount' | 'unit'>): Instant {
  return stockholmInstant(dateInStockholm(deadlineAfter(now, { amount, unit })), '23:59');
}
