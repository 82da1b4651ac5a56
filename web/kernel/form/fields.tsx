import { useFormContext } from 'react-hook-form';
import { useCommon } from '../text.ts';
import { type FieldProps, FieldGroup, FieldShell } from './field.tsx';
import { useTyped } from './meta.ts';

interface TextProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'time' | 'search';
  readonly autoComplete?: string;
  readonly short?: boolean;
}

/** One line of text. */
export function TextField({ type = 'text', autoComplete = 'off', short = false, ...field }: TextProps) {
  const { register } = useFormContext();
  useTyped(field.name);
  return (
    <FieldShell {...field}>
      {(wired) => (
        <input
          {...wired}
          {...register(field.name)}
          type={type}
          autoComplete={autoComplete}
          className={short ? 'input input-short' : 'input'}
        />
      )}
    </FieldShell>
  );
}

/** Several lines of text, growing with what is written. */
export function TextArea({ rows = 3, ...field }: FieldProps & { readonly rows?: number }) {
  const { register } = useFormContext();
  useTyped(field.name);
  return (
    <FieldShell {...field}>
      {(wired) => <textarea {...wired} {...register(field.name)} rows={rows} className="input" />}
    </FieldShell>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shown, and why not stands in the hint. */
  readonly disabled?: boolean | undefined;
}

/** One of many. */
export function SelectField({ options, ...field }: FieldProps & { readonly options: readonly Choice[] }) {
  const t = useCommon();
  const { register } = useFormContext();
  return (
    <FieldShell {...field}>
      {(wired) => (
        <select {...wired} {...register(field.name)} className="input">
          <option value="">{t.form.choose}</option>
          {options.map(({ value, label, hint, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {hint ? `${label} – ${hint}` : label}
            </option>
          ))}
        </select>
      )}
    </FieldShell>
  );
}

interface ChoicesProps extends FieldProps {
  readonly options: readonly Choice[];
  /** Side by side, for a few short ones. */
  readonly row?: boolean;
}

/** One of a few, all seen at once. */
export const RadioField = (props: ChoicesProps) => <Choices {...props} type="radio" />;
/** Any of a few; the value is a list. */
export const CheckField = (props: ChoicesProps) => <Choices {...props} type="checkbox" />;

function Choices({ type, options, row = false, ...field }: ChoicesProps & { readonly type: 'radio' | 'checkbox' }) {
  const { register } = useFormContext();
  return (
    <FieldGroup {...field}>
      <div className="choices" data-row={row || undefined}>
        {options.map(({ value, label, hint }) => (
          <label key={value} className="choice">
            <input type={type} value={value} {...register(field.name)} />
            <span>
              {label}
              {hint && <span className="hint"> {hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** Yes or not; the value is true or false. */
export function TickField({ name, label, hint }: FieldProps) {
  const { register } = useFormContext();
  return (
    <label className="choice">
      <input type="checkbox" {...register(name)} />
      <span>
        {label}
        {hint && <span className="hint"> {hint}</span>}
      </span>
    </label>
  );
}

/** The words of a catalogue as choices, in the catalogue's order or the one given. */
export const choicesOf = (
  words: Readonly<Record<string, string>>,
  values: readonly string[] = Object.keys(words),
  hints?: Readonly<Record<string, string>>,
): Choice[] => values.map((value) => ({ value, label: words[value] ?? value, hint: hints?.[value] }));
