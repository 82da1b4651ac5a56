import { useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { fromIso, stockholmInstant, toIso, toStockholmIso } from '../../../contract/kernel/time.ts';
import { useLanguage } from '../language.ts';
import { currentInstant } from '../now.ts';
import { readTime } from '../read-time.ts';
import { useFurther } from '../text/further.ts';
import { fullTimeWord } from '../time-words.ts';
import { Button } from '../ui/button.tsx';
import { type FieldProps, FieldShell } from './field.tsx';

/** What was typed, and the instant that it meant when it was typed: "om 2 h" must not move while one looks at it. */
export interface TypedTime {
  readonly text: string;
  readonly at: string | null;
}
export const noTime: TypedTime = { text: '', at: null };

/** A known instant as a field's value. */
export const timeAt = (at: string | null | undefined, language: 'sv' | 'en' = 'sv'): TypedTime =>
  at ? { text: fullTimeWord(fromIso(at), language).replace(/^\S+ /, ''), at } : noTime;

/** What is sent: the instant; undefined when empty; the text itself when it was not understood, so that the contract refuses it. */
export const sentTime = (value: TypedTime): string | undefined =>
  value.at ?? (value.text.trim() === '' ? undefined : value.text);

interface TimeFieldProps extends FieldProps {
  /** The clock time meant by a day alone, `HH:MM`. */
  readonly time?: string;
}

/** A time typed as people say it, with how it is understood shown beneath, and the browser's own calendar beside. */
export function TimeField({ time = '16:00', hint, ...field }: TimeFieldProps) {
  const f = useFurther();
  const { control } = useFormContext();
  const [picking, setPicking] = useState(false);
  const read = (text: string): TypedTime => {
    const at = readTime(text, currentInstant(), { time });
    return { text, at: at === null ? null : toIso(at) };
  };
  return (
    <FieldShell {...field} hint={hint ?? f.time.example}>
      {(wired) => (
        <Controller
          control={control}
          name={field.name}
          render={({ field: { value, onChange, onBlur, ref } }) => {
            const typed = value as TypedTime;
            return (
              <>
                <input
                  {...wired}
                  ref={ref}
                  className="input input-short"
                  autoComplete="off"
                  value={typed.text}
                  onBlur={onBlur}
                  onChange={(event) => onChange(read(event.target.value))}
                />
                <div className="reading">
                  <Reading typed={typed} />
                  <Button look="plain" size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
                    {f.time.pick}
                  </Button>
                </div>
                {picking && (
                  <input
                    type="datetime-local"
                    className="input input-short"
                    aria-label={`${field.label}: ${f.time.pick}`}
                    value={typed.at ? toStockholmIso(fromIso(typed.at)).slice(0, 16) : ''}
                    onChange={(event) => onChange(fromPicker(event.target.value))}
                  />
                )}
              </>
            );
          }}
        />
      )}
    </FieldShell>
  );
}

/** The picker's wall time is Stockholm's, wherever the computer stands. */
function fromPicker(value: string): TypedTime {
  const [date, clock] = value.split('T');
  if (!date || !clock) return noTime;
  return { text: `${date} ${clock}`, at: toIso(stockholmInstant(date, clock)) };
}

function Reading({ typed }: { readonly typed: TypedTime }) {
  const f = useFurther();
  const language = useLanguage();
  const said = typed.text.trim() !== '';
  return (
    <output aria-live="polite">
      {typed.at && <strong>{f.time.reads(fullTimeWord(fromIso(typed.at), language))}</strong>}
      {typed.at && fromIso(typed.at) < currentInstant() && <span className="late"> {f.time.past}</span>}
      {!typed.at && said && <span className="soft">{f.time.unread}</span>}
    </output>
  );
}
