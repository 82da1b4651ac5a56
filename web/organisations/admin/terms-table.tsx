import { useMemo } from 'react';
import type { ChangeIn, Register, TermRow } from '../../../contract/administration.ts';
import { addCalendarDays, dateInStockholm, stockholmInstant } from '../../../contract/kernel/time.ts';
import { termColumns, type TermLine } from './columns.ts';
import { EditTable } from './table.tsx';
import { useGround } from './use-ground.ts';

/** The keys by which an offer's answer is counted; of the others nothing that is open has a clock. */
const answers = /^(proposal\.answer|answer\.((signal|handover)(\.|$)|acute$|soon$|planned$))/u;
const holdsForOpen = ({ latest }: TermLine): boolean => answers.test(latest.key);

function linesOf({ terms, agreements, today }: Register): TermLine[] {
  const soonest = dateInStockholm(addCalendarDays(stockholmInstant(today, '12:00'), 1));
  const byKey = Map.groupBy(terms, (term) => `${term.agreementId} ${term.key}`);
  return [...byKey.values()].flatMap((rows): TermLine[] => {
    const inOrder = rows.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
    const [latest] = inOrder;
    if (!latest) return [];
    const agreement = agreements.find(({ id }) => id === latest.agreementId)?.name ?? '';
    return [
      {
        id: latest.id,
        version: latest.version,
        latest,
        today: inOrder.find(({ validFrom }) => validFrom <= today),
        agreement,
        soonest,
      },
    ];
  });
}

const toChange = (
  { id, latest, soonest }: TermLine,
  version: number,
  values: Readonly<Record<string, unknown>>,
): ChangeIn => {
  const { agreementId, key, amount, unit, source, verified } = latest;
  const validFrom = latest.validFrom >= soonest ? latest.validFrom : soonest;
  return {
    do: 'term.set',
    agreementId,
    key,
    amount,
    unit,
    validFrom,
    source,
    verified,
    alsoOpen: false,
    ...values,
    seenId: id,
    version,
  };
};

/** Agreed times. A new value is a new row from a day ahead: what has been in force stands as it was. */
export function TermsTable({ register }: { readonly register: Register }) {
  const ground = useGround(register);
  const { t } = ground;
  const rows = useMemo(() => linesOf(register), [register]);
  const columns = useMemo(
    () => termColumns(ground, holdsForOpen).filter(({ key }) => key !== 'agreement' || register.agreements.length > 1),
    [ground, register],
  );
  return (
    <EditTable
      name="terms"
      label={t.tabs.terms}
      register={register}
      rows={rows}
      columns={columns}
      toChange={toChange}
      nameOf={({ latest }) => t.termKeys[latest.key]}
      rowIn={(line, stands) => ({
        ...line,
        id: String(stands['id']),
        version: Number(stands['version']),
        latest: { ...line.latest, ...(stands as Partial<TermRow>) },
      })}
      wordsOf={(change) =>
        change.do === 'term.set'
          ? `${t.termKeys[change.key]}: ${t.term.next(ground.lengths[change.unit](change.amount), change.validFrom)}`
          : ''
      }
    />
  );
}
