import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useCommon } from '../text.ts';
import { useFieldIds } from './meta.ts';

export interface FieldProps {
  /** The name in the form's values, and in the contract's body. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** May be left empty, and says so. */
  readonly optional?: boolean;
}

/** The error at a field, in words, or undefined. */
export function useFault(name: string): string | undefined {
  const { formState } = useFormContext();
  const fault = formState.errors[name];
  return fault && (typeof fault.message === 'string' ? fault.message : '');
}

interface Wired {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface ShellProps extends FieldProps {
  readonly children: (wired: Wired) => ReactNode;
}

/** Label, hint and error around one control. */
export function FieldShell({ name, label, hint, optional = false, children }: ShellProps) {
  const t = useCommon();
  const ids = useFieldIds(name, label);
  const fault = useFault(name);
  const described = [hint ? ids.hint : '', fault === undefined ? '' : ids.error].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="label" htmlFor={ids.input}>
        {label} {optional && <span className="soft">({t.form.optional})</span>}
      </label>
      {hint && (
        <div id={ids.hint} className="hint">
          {hint}
        </div>
      )}
      {children({ id: ids.input, 'aria-invalid': fault !== undefined, 'aria-describedby': described || undefined })}
      {fault !== undefined && (
        <p id={ids.error} className="field-error">
          {fault}
        </p>
      )}
    </div>
  );
}

/** The same around a group of choices. */
export function FieldGroup({
  name,
  label,
  hint,
  optional = false,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  const t = useCommon();
  const ids = useFieldIds(name, label);
  const fault = useFault(name);
  const described = [hint ? ids.hint : '', fault === undefined ? '' : ids.error].filter(Boolean).join(' ');
  return (
    <fieldset className="field" id={ids.input} aria-describedby={described || undefined}>
      <legend className="label">
        {label} {optional && <span className="soft">({t.form.optional})</span>}
      </legend>
      {hint && (
        <div id={ids.hint} className="hint">
          {hint}
        </div>
      )}
      {children}
      {fault !== undefined && (
        <p id={ids.error} className="field-error">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
