import { useState } from 'react';
import { type LogLine, peopleRoutes } from '../../contract/people.ts';
import { type ApiProblem, call } from '../kernel/api.ts';
import { useUnits } from '../kernel/directory.ts';
import { currentInstant, useTimes } from '../kernel/now.ts';
import { saveFile } from '../kernel/save-file.ts';
import { asProblem } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { dateInStockholm } from '../../contract/kernel/time.ts';
import { csvOf } from './log-lines.ts';
import type { Mine } from './mine.tsx';
import { pagesText } from './pages-text.ts';
import { useLogWords } from './use-log-words.ts';

async function wholeLog(personId: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page: { items: LogLine[]; next: string | null } = await call(peopleRoutes.log, {
      params: { personId },
      query,
    });
    lines.push(...page.items);
    cursor = page.next;
  }
  return lines;
}

/** The log as a file for a spreadsheet, and all that stands about the person as one file. Both are written in the log. */
export function SaveFiles({ mine }: { readonly mine: Mine }) {
  const p = useText(pagesText);
  const times = useTimes();
  const units = useUnits();
  const say = useLogWords();
  const [busy, setBusy] = useState<'log' | 'all' | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { personId, self } = mine;
  const day = dateInStockholm(currentInstant());
  const doing = async (what: 'log' | 'all', make: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setProblem(null);
    try {
      await make();
      tell(p.log.saved);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(null);
    }
  };
  const saveLog = (): Promise<void> =>
    doing('log', async () => {
      const c = p.log.columns;
      const rows = (await wholeLog(personId)).map((line) => {
        const { who, what, why } = say(line, self);
        const name = line.kind === 'staff' ? line.name : who;
        return [times.full(line.at), name, line.title ?? '', units(line.unitId)?.name ?? '', what, why];
      });
      saveFile(
        `${p.log.file}-${day}.csv`,
        'text/csv;charset=utf-8',
        csvOf([[c.at, c.name, c.title, c.unit, c.what, c.why], ...rows]),
      );
    });
  const saveAll = (): Promise<void> =>
    doing('all', async () => {
      const all = await call(peopleRoutes.export, { params: { personId } });
      saveFile(`${p.log.fileAll}-${day}.json`, 'application/json', JSON.stringify(all, null, 2));
    });
  return (
    <div className="stack no-print">
      <div className="form-actions">
        <Button look="quiet" busy={busy === 'log'} onClick={() => void saveLog()}>
          {busy === 'log' ? p.log.saving : p.log.save}
        </Button>
        {self && (
          <Button look="quiet" busy={busy === 'all'} onClick={() => void saveAll()}>
            {busy === 'all' ? p.log.saving : p.log.saveAll}
          </Button>
        )}
      </div>
      {problem && <Problem error={problem} />}
    </div>
  );
}
