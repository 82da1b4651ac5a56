import { Controller, useFormContext } from 'react-hook-form';
import { type FieldProps, FieldShell } from './field.tsx';
import { UnitPicker } from './unit-picker.tsx';

interface UnitFieldProps extends FieldProps {
  /** More than one may be chosen. The value is a list of ids either way. */
  readonly several?: boolean;
  /** Shown first: the units of the person's circle. */
  readonly circle?: readonly string[];
  readonly exclude?: readonly string[];
}

const nobody: readonly string[] = [];

/** Choosing units by name, kind or municipality. */
export function UnitField({ several = false, circle = nobody, exclude = nobody, ...field }: UnitFieldProps) {
  const { control } = useFormContext();
  return (
    <FieldShell {...field}>
      {(wired) => (
        <Controller
          control={control}
          name={field.name}
          render={({ field: { value, onChange } }) => (
            <UnitPicker
              wired={wired}
              label={field.label}
              chosen={value as readonly string[]}
              onChange={onChange}
              several={several}
              circle={circle}
              exclude={exclude}
            />
          )}
        />
      )}
    </FieldShell>
  );
}
