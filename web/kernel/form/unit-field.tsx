import { useMemo, useState } from 'react';
import {
  ComboBox,
  Header,
  I18nProvider,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components';
import { Controller, useFormContext } from 'react-hook-form';
import { useDirectory } from '../directory.ts';
import { useLanguage } from '../language.ts';
import { useCommon } from '../text.ts';
import { Icon } from '../ui/icon.tsx';
import { UnitTag } from '../ui/tag.tsx';
import { type FieldProps, FieldShell } from './field.tsx';
import { choicesOfUnits, searchUnits, type UnitChoice } from './unit-search.ts';

interface UnitFieldProps extends FieldProps {
  /** More than one may be chosen. The value is a list of ids either way. */
  readonly several?: boolean;
  /** Shown first: the units of the person's circle. */
  readonly circle?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Choosing units by name, kind or municipality. Heavy: import it only from pages that need it. */
export function UnitField({ several = false, circle = [], exclude = [], ...field }: UnitFieldProps) {
  const { control } = useFormContext();
  return (
    <FieldShell {...field}>
      {(wired) => (
        <Controller
          control={control}
          name={field.name}
          render={({ field: { value, onChange } }) => (
            <Chooser
              wired={wired}
              label={field.label}
              chosen={value as string[]}
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

interface ChooserProps {
  readonly wired: {
    readonly id: string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string | undefined;
  };
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly several: boolean;
  readonly circle: readonly string[];
  readonly exclude: readonly string[];
}

function Chooser({ wired, label, chosen, onChange, several, circle, exclude }: ChooserProps) {
  const t = useCommon();
  const language = useLanguage();
  const directory = useDirectory();
  const [typed, setTyped] = useState('');
  const choices = useMemo(
    () => (directory ? choicesOfUnits(directory, t.unitKinds, exclude) : []),
    [directory, t, exclude],
  );
  const found = useMemo(
    () =>
      searchUnits(
        choices.filter(({ unit }) => !chosen.includes(unit.id)),
        typed,
        circle,
      ),
    [choices, chosen, typed, circle],
  );
  const inCircle = found.filter(({ unit }) => circle.includes(unit.id));
  const others = found.filter(({ unit }) => !circle.includes(unit.id));
  const open = several || chosen.length === 0;
  return (
    <div className="stack">
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={t.unit.chosen}>
          {chosen.map((id) => (
            <li key={id}>
              <Chosen id={id} onRemove={() => onChange(chosen.filter((other) => other !== id))} />
            </li>
          ))}
        </ul>
      )}
      {open && (
        <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>
          <ComboBox
            aria-label={label}
            className="picker"
            menuTrigger="focus"
            allowsEmptyCollection
            inputValue={typed}
            onInputChange={setTyped}
            selectedKey={null}
            onSelectionChange={(key) => {
              if (key === null) return;
              onChange(several ? [...chosen, String(key)] : [String(key)]);
              setTyped('');
            }}
          >
            <Input {...wired} className="input" placeholder={t.unit.search} />
            <Popover className="picker-list" offset={4}>
              <ListBox renderEmptyState={() => <p className="picker-empty">{t.unit.none}</p>}>
                {inCircle.length > 0 && <Options words={t.unit.inCircle} choices={inCircle} />}
                {others.length > 0 && <Options words={undefined} choices={others} />}
              </ListBox>
            </Popover>
          </ComboBox>
        </I18nProvider>
      )}
    </div>
  );
}

function Options({ words, choices }: { readonly words: string | undefined; readonly choices: readonly UnitChoice[] }) {
  const t = useCommon();
  return (
    <ListBoxSection aria-label={words ?? t.nav.persons}>
      {words && <Header className="picker-head">{words}</Header>}
      {choices.map(({ unit, authority }) => (
        <ListBoxItem key={unit.id} id={unit.id} textValue={unit.name} className="picker-option">
          <span className="strong">{unit.name}</span>
          <span className="small soft">
            {t.unitKinds[unit.kind]} · {authority}
          </span>
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}

function Chosen({ id, onRemove }: { readonly id: string; readonly onRemove: () => void }) {
  const t = useCommon();
  const directory = useDirectory();
  const name = directory?.units.find((unit) => unit.id === id)?.name ?? t.unit.unknown;
  return (
    <>
      <UnitTag id={id} long />
      <button type="button" className="icon-button" aria-label={t.unit.remove(name)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </>
  );
}
