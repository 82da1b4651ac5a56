import { useRef, useState } from 'react';
import { administrationRoutes, type ChangeIn, type Import, type Table } from '../../../contract/administration.ts';
import { type ApiProblem, call } from '../../kernel/api.ts';
import { saveFile } from '../../kernel/save-file.ts';
import { asProblem } from '../../kernel/send.ts';
import { useText } from '../../kernel/text.ts';
import { tell } from '../../kernel/toast.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { Dialog } from '../../kernel/ui/dialog.tsx';
import { Problem } from '../../kernel/ui/problem.tsx';
import { text } from './text.ts';

interface ExchangeProps {
  readonly table: Table;
  readonly onChanges: (changes: readonly ChangeIn[]) => void;
}

/** The table as a file, and a file as changes to look at before they are saved. */
export function Exchange({ table, onChanges }: ExchangeProps) {
  const t = useText(text);
  const [open, setOpen] = useState(false);
  const [read, setRead] = useState<Import>();
  const [problem, setProblem] = useState<ApiProblem>();
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (): Promise<void> => {
    try {
      const { name, text: content } = await call(administrationRoutes.exportTable, { query: { table } });
      saveFile(name, 'text/csv;charset=utf-8', content);
    } catch (error) {
      tell(asProblem(error).message);
    }
  };
  const give = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setRead(undefined);
    setProblem(undefined);
    try {
      const answer = await call(administrationRoutes.importTable, { body: { table, text: await textOf(file) } });
      if (answer.changes.length > 0) {
        onChanges(answer.changes);
        setOpen(false);
        tell(t.exchange.ready(answer.changes.length, answer.unchanged));
      } else setRead(answer);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      // The same file, corrected, is chosen again.
      if (chooser.current) chooser.current.value = '';
    }
  };
  return (
    <>
      <Button size="small" look="quiet" onClick={() => void take()}>
        {t.exchange.export}
      </Button>
      <Button
        size="small"
        look="quiet"
        onClick={() => {
          setRead(undefined);
          setProblem(undefined);
          setOpen(true);
        }}
      >
        {t.exchange.import}
      </Button>
      {open && (
        <Dialog title={t.exchange.title} onClose={() => setOpen(false)}>
          <p>{t.exchange.words}</p>
          <label className="field">
            <span className="label">{t.exchange.choose}</span>
            <input
              ref={chooser}
              className="input"
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => void give(event.target.files?.[0])}
            />
          </label>
          {problem && <Problem error={problem} />}
          {read && <Refused read={read} />}
        </Dialog>
      )}
    </>
  );
}

/** Excel writes UTF-8 or, by an older menu, Windows-1252. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function Refused({ read }: { readonly read: Import }) {
  const t = useText(text);
  if (read.refused.length === 0) return <output>{t.exchange.same}</output>;
  return (
    <div role="alert" className="stack-tight">
      <p className="strong late">{t.exchange.refused(read.refused.length)}</p>
      <div className="refused-frame">
        <table className="refused">
          <thead>
            <tr>
              <th scope="col">{t.exchange.row}</th>
              <th scope="col">{t.exchange.column}</th>
              <th scope="col">{t.exchange.value}</th>
              <th scope="col">{t.exchange.why}</th>
            </tr>
          </thead>
          <tbody>
            {read.refused.map((cell) => (
              <tr key={`${cell.row} ${cell.column}`}>
                <td className="figures">{cell.row}</td>
                <td>{cell.column}</td>
                <td>{cell.value || t.empty}</td>
                <td>{t.exchange.reasons[cell.why]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
