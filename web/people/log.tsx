import { useState } from 'react';
import { type LogLine, peopleRoutes } from '../../contract/people.ts';
import { useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { Empty, Skeleton } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** Who has read what. Reading the log is itself logged, so it is fetched only when someone asks. */
export function Log({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const [shown, setShown] = useState(false);
  return (
    <Section id="history" title={t.sections.history}>
      <p className="soft small">{t.log.lead}</p>
      {shown ? (
        <Lines personId={personId} />
      ) : (
        <div>
          <Button look="quiet" size="small" onClick={() => setShown(true)}>
            {t.log.show}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Lines({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    peopleRoutes.log,
    cursors.map((cursor) => ({ params: { personId }, query: cursor ? { cursor } : {} })),
  );
  const [first] = reads;
  const pages = reads.flatMap(({ data }) => data ?? []);
  const next = pages.at(-1)?.next;
  const lines = pages.flatMap(({ items }) => items);
  if (first?.error) return <Problem error={first.error} onRetry={() => void first.refetch()} />;
  if (!first?.data) return <Skeleton lines={5} />;
  if (lines.length === 0) return <Empty>{t.log.empty}</Empty>;
  return (
    <>
      <ul className="lines">
        {lines.map((line) => (
          <LogEntry key={line.seq} line={line} />
        ))}
      </ul>
      {next && pages.length === cursors.length && (
        <div>
          <Button look="quiet" size="small" onClick={() => setCursors([...cursors, next])}>
            {t.log.more}
          </Button>
        </div>
      )}
    </>
  );
}

function LogEntry({ line }: { readonly line: LogLine }) {
  const t = useText(text);
  const times = useTimes();
  const bases = [...new Set(line.bases.map(({ basis }) => t.why.bases[basis]))];
  return (
    <li className="line line-tall">
      <div className="stack-tight">
        <p>
          <strong>{t.log.actions[line.action] ?? line.action}</strong> {t.log.purposes[line.purpose]}
          {!line.opened && <span className="late"> · {t.log.refused}</span>}
        </p>
        <p className="small soft cluster">
          {line.name} {line.unitId && <UnitTag id={line.unitId} />}
          <time dateTime={line.at}>{times.moment(line.at)}</time>
        </p>
        {bases.length > 0 && (
          <p className="small soft">
            {t.log.on}: {bases.join('; ')}
          </p>
        )}
      </div>
    </li>
  );
}
