import { useContext } from 'react';
import { type FieldValues, useFormContext } from 'react-hook-form';
import { useCommon } from '../text.ts';
import { Button } from '../ui/button.tsx';
import { FormMetaContext } from './meta.ts';

/** What stands now: its version, its values, and who wrote it if that is known. */
export interface Theirs<V extends FieldValues> {
  readonly version: number;
  readonly values: Partial<V>;
  readonly by?: string;
}

interface ConflictProps<V extends FieldValues> {
  readonly theirs: Theirs<V>;
  readonly show: ((name: string, value: unknown) => string) | undefined;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

const plain = (_: string, value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

/** Someone else was first: both versions side by side, and the choice between them. */
export function Conflict<V extends FieldValues>({ theirs, show = plain, onKeepMine, onTakeTheirs }: ConflictProps<V>) {
  const t = useCommon();
  const meta = useContext(FormMetaContext);
  const { getValues } = useFormContext();
  const mine: Record<string, unknown> = getValues();
  const differing = Object.entries(theirs.values).filter(
    ([name, value]) => show(name, value) !== show(name, mine[name]),
  );
  return (
    <div className="problem conflict" role="alert">
      <p className="strong late">{t.form.conflict}</p>
      <p>
        {t.form.conflictWords} {theirs.by}
      </p>
      {differing.map(([name, value]) => (
        <div key={name} className="stack-tight">
          <p className="strong">{meta?.labels.get(name) ?? name}</p>
          <div className="conflict-pair">
            <div className="conflict-side">
              <p className="small soft">{t.form.mine}</p>
              {show(name, mine[name]) || t.form.empty}
            </div>
            <div className="conflict-side">
              <p className="small soft">{t.form.theirs}</p>
              {show(name, value) || t.form.empty}
            </div>
          </div>
        </div>
      ))}
      <div className="form-actions">
        <Button onClick={onKeepMine}>{t.form.keepMine}</Button>
        <Button look="quiet" onClick={onTakeTheirs}>
          {t.form.takeTheirs}
        </Button>
      </div>
    </div>
  );
}
