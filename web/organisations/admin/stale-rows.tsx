import { useText } from '../../kernel/text.ts';
import { Button } from '../../kernel/ui/button.tsx';
import { text } from './text.ts';

/** A row that somebody else changed while it was typed in. */
export interface StaleRow {
  readonly id: string;
  readonly name: string;
  readonly by: string | null;
  readonly cells: readonly { readonly words: string; readonly mine: string; readonly theirs: string }[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Both versions side by side, and the choice between them, row by row. */
export function StaleRows({ rows }: { readonly rows: readonly StaleRow[] }) {
  const t = useText(text);
  return (
    <div className="stack-tight" role="alert">
      {rows.map(({ id, name, by, cells, keepMine, takeTheirs }) => (
        <div key={id} className="problem conflict">
          <p className="strong late">{t.bar.stale(by ?? '')}</p>
          <p className="strong">{name}</p>
          {cells.map(({ words, mine, theirs }) => (
            <div key={words} className="conflict-pair">
              <div className="conflict-side">
                <p className="small soft">
                  {words}, {t.bar.mine.toLowerCase()}
                </p>
                {mine || t.empty}
              </div>
              <div className="conflict-side">
                <p className="small soft">
                  {words}, {t.bar.theirs.toLowerCase()}
                </p>
                {theirs || t.empty}
              </div>
            </div>
          ))}
          <div className="form-actions">
            <Button size="small" onClick={keepMine}>
              {t.bar.keep}
            </Button>
            <Button size="small" look="quiet" onClick={takeTheirs}>
              {t.bar.take}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}
