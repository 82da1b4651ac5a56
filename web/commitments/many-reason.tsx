import { type FormEvent, useState } from 'react';
import { declineReasons, failReasons, withdrawReasons } from '../../contract/commitments.ts';
import { readDraft, writeDraft } from '../kernel/form/draft.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import type { ManyMove } from './many.ts';
import { reasonsFor } from './reasons.ts';
import { text } from './text.ts';

const reasonsOf: Partial<Record<ManyMove, readonly string[]>> = {
  decline: declineReasons,
  fail: failReasons,
  withdraw: withdrawReasons.filter((reason) => reason !== 'superseded'),
};

interface ManyReasonProps {
  readonly move: ManyMove;
  readonly count: number;
  readonly onClose: () => void;
  readonly onSend: (reason: string, note: string) => Promise<void>;
}

interface Values {
  readonly reason: string;
  readonly note: string;
}

/** One reason for several. What is typed is kept until all of them have gone through. */
export function ManyReason({ move, count, onClose, onSend }: ManyReasonProps) {
  const t = useText(text);
  const common = useCommon();
  const [values, setValues] = useState<Values>(() => ({ reason: '', note: '', ...readDraft<Values>(`many:${move}`) }));
  const [missing, setMissing] = useState(false);
  const words = reasonsFor(t, move);
  const put = (next: Values): void => {
    setValues(next);
    writeDraft(`many:${move}`, next);
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (values.reason === '') return setMissing(true);
    void onSend(values.reason, values.note);
  };
  return (
    <Dialog title={t.many.reasonTitle(common.moves[move], count)} onClose={onClose}>
      <form className="stack" noValidate onSubmit={send}>
        <fieldset className="radios" aria-describedby={missing ? 'many-missing' : undefined}>
          <legend className="label">{t.form.reason}</legend>
          {(reasonsOf[move] ?? []).map((reason) => (
            <label key={reason} className="radio-line">
              <input
                type="radio"
                name="many-reason"
                checked={values.reason === reason}
                onChange={() => put({ ...values, reason })}
              />{' '}
              {words[reason] ?? reason}
            </label>
          ))}
        </fieldset>
        {missing && values.reason === '' && (
          <p id="many-missing" className="field-error" role="alert">
            {t.many.chooseReason}
          </p>
        )}
        <label className="stack-tight">
          <span className="label">{t.form.note}</span>
          <textarea
            className="input"
            rows={2}
            value={values.note}
            maxLength={2000}
            onChange={(event) => put({ ...values, note: event.target.value })}
          />
        </label>
        <div className="cluster">
          <Button type="submit" look="grave">
            {t.many.send(common.moves[move], count)}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {common.form.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
