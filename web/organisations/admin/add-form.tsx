import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { readDraft, writeDraft } from '../../kernel/form/draft.ts';
import { dropDraft } from '../../kernel/storage.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { Button } from '../../kernel/ui/button.tsx';
import type { Said } from './column.ts';
import { text } from './text.ts';

export interface AddField {
  readonly key: string;
  readonly words: string;
  readonly read: (text: string) => Said;
  readonly initial?: string;
  readonly choices?: readonly { readonly value: string; readonly words: string }[];
  readonly hint?: string;
  readonly wide?: boolean;
}

interface AddFormProps {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly AddField[];
  readonly note?: string;
  readonly onAdd: (values: Readonly<Record<string, unknown>>) => void;
  readonly onClose: () => void;
}

/** A new row, all on one page. It is laid among the unsaved changes, where its effects are seen before it is saved. */
export function AddForm({ id, title, fields, note, onAdd, onClose }: AddFormProps) {
  const t = useText(text);
  const common = useCommon();
  const own = useId();
  const [typed, setTyped] = useState<Record<string, string>>(() => ({
    ...Object.fromEntries(fields.map(({ key, initial, choices }) => [key, initial ?? choices?.[0]?.value ?? ''])),
    ...(readDraft(`add:${id}`) as Readonly<Record<string, string>> | null),
  }));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = fields.map(({ key, read }) => [key, read(typed[key] ?? '')] as const);
    const faults = Object.fromEntries(said.flatMap(([key, one]) => ('wrong' in one ? [[key, one.wrong]] : [])));
    setWrong(faults);
    const [first] = Object.keys(faults);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    dropDraft(`add:${id}`);
    onAdd(Object.fromEntries(said.map(([key, one]) => [key, 'value' in one ? one.value : null])));
  };
  return (
    <form ref={form} className="add-form no-print" aria-label={title} onSubmit={submit} noValidate>
      <h2>{title}</h2>
      <div className="add-fields">
        {fields.map(({ key, words, choices, hint, wide }) => {
          const wired = {
            id: `${own}-${key}`,
            name: key,
            className: 'input',
            value: typed[key] ?? '',
            'aria-invalid': wrong[key] !== undefined,
            'aria-describedby':
              [hint && `${own}-${key}-hint`, wrong[key] && `${own}-${key}-wrong`].filter(Boolean).join(' ') ||
              undefined,
            onChange: (event: { readonly target: { readonly value: string } }) => {
              const next = { ...typed, [key]: event.target.value };
              setTyped(next);
              writeDraft(`add:${id}`, next);
            },
          };
          return (
            <div key={key} className="field" data-wide={wide || undefined}>
              <label className="label" htmlFor={wired.id}>
                {words}
              </label>
              {choices ? (
                <select {...wired}>
                  {choices.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.words}
                    </option>
                  ))}
                </select>
              ) : (
                <input {...wired} autoComplete="off" />
              )}
              {hint && (
                <p id={`${own}-${key}-hint`} className="hint">
                  {hint}
                </p>
              )}
              {wrong[key] && (
                <p id={`${own}-${key}-wrong`} className="field-error">
                  {wrong[key]}
                </p>
              )}
            </div>
          );
        })}
      </div>
      {note && <p className="soft small">{note}</p>}
      <div className="form-actions">
        <Button type="submit">{t.add.stage}</Button>
        <Button look="quiet" onClick={onClose}>
          {common.form.cancel}
        </Button>
      </div>
    </form>
  );
}
