import { useState } from 'react';
import { administrationRoutes, type HistoryLine, type Register } from '../../../contract/administration.ts';
import { writeHours } from '../../../contract/kernel/hours-text.ts';
import type { Hours } from '../../../contract/kernel/opening-hours.ts';
import { useLanguage } from '../../kernel/language.ts';
import { useTimes } from '../../kernel/now.ts';
import { useReads } from '../../kernel/read.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Problem } from '../../kernel/ui/problem.tsx';
import { Empty, Skeleton } from '../../kernel/ui/states.tsx';
import { text } from './text.ts';
import { AdminPage } from './use-register.tsx';
import './admin.css';

/** Who changed what, when, from what to what. */
export default function HistoryPage() {
  return <AdminPage which="history">{(register) => <History register={register} />}</AdminPage>;
}

function History({ register }: { readonly register: Register }) {
  const t = useText(text);
  const [cursors, setCursors] = useState<readonly string[]>(['']);
  const pages = useReads(
    administrationRoutes.history,
    cursors.map((cursor) => ({ query: { limit: 50, ...(cursor ? { cursor } : {}) } })),
  );
  const lines = pages.flatMap(({ data }) => data?.items ?? []);
  const last = pages.at(-1);
  const next = last?.data?.next;
  return (
    <div className="stack">
      <p className="soft">{t.history.lead}</p>
      {lines.length > 0 && (
        <ol className="register-history">
          {lines.map((line) => (
            <Line key={line.seq} line={line} register={register} />
          ))}
        </ol>
      )}
      {last?.isPending && <Skeleton />}
      {last?.error && <Problem error={last.error} onRetry={() => void last.refetch()} />}
      {last?.data && lines.length === 0 && <Empty>{t.history.none}</Empty>}
      {next && (
        <div>
          <Button look="quiet" onClick={() => setCursors([...cursors, next])}>
            {t.history.more}
          </Button>
        </div>
      )}
    </div>
  );
}

const left = new Set(['id', 'unit_id', 'staff_id', 'agreement_id', 'provider_id', 'key']);

function Line({ line, register }: { readonly line: HistoryLine; readonly register: Register }) {
  const t = useText(text);
  const times = useTimes();
  const words = useValueWords();
  const unit = register.units.find(({ id }) => id === line.unitId)?.name;
  const what = (line.key && t.termKeys[line.key as 'receive']) || line.name;
  const columns = Object.entries(line.after).filter(([column]) => !left.has(column));
  return (
    <li className="history-line">
      <p>
        <time className="soft figures" dateTime={line.at} title={times.full(line.at)}>
          {times.moment(line.at)}
        </time>{' '}
        <span className="strong">{line.system ? t.history.system : line.by}</span>
      </p>
      <div>
        <p>
          {line.before === null && `${t.history.made}: `}
          {t.history.kinds[line.kind]} <span className="strong">{what}</span>
          {unit && unit !== what && <span className="soft"> · {unit}</span>}
        </p>
        <ul className="history-cells small">
          {columns.map(([column, value]) => (
            <li key={column}>
              <span className="soft">{t.history.columns[column as 'name'] ?? column}:</span>{' '}
              {line.before !== null && (
                <>
                  <del>{words(column, line.before[column])}</del> <span aria-hidden="true">→</span>{' '}
                  <span className="sr-only">{t.history.to}</span>{' '}
                </>
              )}
              <ins>{words(column, value)}</ins>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

/** A stored value as people say it. */
function useValueWords(): (column: string, value: unknown) => string {
  const t = useText(text);
  const common = useCommon();
  const language = useLanguage();
  const times = useTimes();
  return (column, value) => {
    if (value === null || value === undefined || value === '') return t.empty;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (column === 'hours') return writeHours(value as Hours, language);
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    if (/_at$|^valid_/u.test(column)) return said.length === 10 ? said : times.moment(new Date(said).toISOString());
    const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      channel: t.channels,
      audience: t.audiences,
      kind: common.unitKinds,
      role: common.staffRoles,
      unit: t.termUnits,
    };
    return lists[column]?.[said] ?? said;
  };
}
