import { useContext, useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { useCommon } from '../text.ts';
import { FormMetaContext, fieldId } from './meta.ts';

/** What needs correcting, each line leading to its field. Takes the focus each time that sending failed. */
export function ErrorSummary({ failed }: { readonly failed: number }) {
  const t = useCommon();
  const meta = useContext(FormMetaContext);
  const { formState } = useFormContext();
  const ref = useRef<HTMLElement>(null);
  const faults = Object.entries(formState.errors);
  useEffect(() => {
    if (failed > 0) ref.current?.focus();
  }, [failed]);
  if (failed === 0 || faults.length === 0 || !meta) return null;
  return (
    <section className="problem" ref={ref} tabIndex={-1} aria-labelledby={fieldId(meta.id, 'summary')}>
      <p id={fieldId(meta.id, 'summary')} className="strong late">
        {t.form.check(faults.length)}
      </p>
      <ul>
        {faults.map(([name, fault]) => (
          <li key={name}>
            <a
              href={`#${fieldId(meta.id, name)}`}
              onClick={(event) => {
                event.preventDefault();
                const field = document.getElementById(fieldId(meta.id, name));
                (field?.matches('fieldset') ? field.querySelector<HTMLElement>('input') : field)?.focus();
              }}
            >
              {meta.labels.get(name) ?? name}
            </a>
            : {typeof fault?.message === 'string' ? fault.message : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
