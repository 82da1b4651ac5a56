import { useState } from 'react';
import { type HistoryKind, historyKinds, type HistoryLine, peopleRoutes } from '../../contract/people.ts';
import { useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { pageText } from './page-text.ts';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** What has happened about the person, newest first. Read only when someone asks, for that is written in the person's log. */
export function Happened({ personId }: { readonly personId: string }) {
  const t = useText(pageText).history;
  const [shown, setShown] = useState(false);
  const [kind, setKind] = useState<HistoryKind | undefined>(undefined);
  return (
    <Section id="happened" title={t.title}>
      {shown ? (
        <>
          <label className="cluster no-print">
            <span className="label">{t.filter}</span>
            <select
              className="input input-short"
              value={kind ?? ''}
              onChange={(event) => setKind(historyKinds.find((one) => one === event.target.value))}
            >
              <option value="">{t.all}</option>
              {historyKinds.map((one) => (
                <option key={one} value={one}>
                  {t.kinds[one]}
                </option>
              ))}
            </select>
          </label>
          <Lines key={kind ?? ''} personId={personId} kind={kind} />
        </>
      ) : (
        <>
          <p className="soft small">{t.lead}</p>
          <div>
            <Button look="quiet" size="small" onClick={() => setShown(true)}>
              {t.show}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Lines({ personId, kind }: { readonly personId: string; readonly kind: HistoryKind | undefined }) {
  const t = useText(pageText).history;
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    peopleRoutes.history,
    cursors.map((cursor) => ({
      params: { personId },
      query: { ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) },
    })),
  );
  const [first] = reads;
  const pages = reads.flatMap(({ data }) => data ?? []);
  const next = pages.at(-1)?.next;
  const lines = pages.flatMap(({ items }) => items);
  if (first?.error) return <Problem error={first.error} onRetry={() => void first.refetch()} />;
  if (!first?.data) return <Skeleton lines={8} />;
  if (lines.length === 0) return <Empty>{t.empty}</Empty>;
  return (
    <>
      <ol className="happened">
        {lines.map((line) => (
          <Line key={`${line.type}${line.id}`} line={line} />
        ))}
      </ol>
      {next && (
        <div>
          <Button look="quiet" size="small" onClick={() => setCursors([...cursors, next])}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}

/** The words of a code of the kind: which consent, which role. */
function useDetail(): (line: HistoryLine) => string {
  const t = useText(text);
  const p = useText(pageText);
  const common = useCommon();
  const further = useFurther();
  const words: Readonly<Record<HistoryKind, Readonly<Record<string, string>>>> = {
    promises: common.kinds,
    needs: { ...common.areas, ...t.needs.reasons },
    consents: t.consent.kinds,
    circle: { ...further.circleRoles, ...t.endReasons, ...common.contactKinds, ...common.relations },
    voice: t.speakers,
    alerts: p.warnings.kinds,
  };
  return ({ kind, detail }) => (detail === null ? '' : (words[kind][detail] ?? detail));
}

function Line({ line }: { readonly line: HistoryLine }) {
  const t = useText(pageText).history;
  const times = useTimes();
  const detail = useDetail()(line);
  return (
    <li>
      <time dateTime={line.at} title={times.full(line.at)} className="soft small">
        {times.moment(line.at)}
      </time>
      <div>
        <p className="cluster">
          <strong>{t.types[`${line.detail ?? ''}.${line.type}`] ?? t.types[line.type] ?? line.type}</strong>
          {detail && <span className="soft">{detail}</span>}
          <UnitTag id={line.unitId} />
          {line.name && <span className="soft">{line.name}</span>}
        </p>
        {line.words && <p className="small">{line.words}</p>}
      </div>
    </li>
  );
}
