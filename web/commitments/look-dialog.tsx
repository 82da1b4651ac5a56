import { type ListOrder, listOrders } from '../../contract/commitments.ts';
import { densities, lists } from '../../contract/today.ts';
import { useText } from '../kernel/text.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { text } from './text.ts';
import type { View } from './use-view.ts';
import { withFirst } from './view.ts';

/** How the lists are shown: which first, in which order, how much of each row. One's own, and back to the role's by one press. */
export function LookDialog({ view, onClose }: { readonly view: View; readonly onClose: () => void }) {
  const t = useText(text);
  const { look, setLook } = view;
  return (
    <Dialog title={t.look.title} onClose={onClose}>
      <div className="stack">
        <Radios
          name="first"
          label={t.look.first}
          value={look.lists[0] ?? 'answer'}
          options={lists.map((list) => [list, t.today[list]])}
          onPut={(list) => setLook({ ...look, lists: withFirst(look.lists, list) })}
        />
        <Radios<ListOrder>
          name="sort"
          label={t.look.sort}
          value={look.sort}
          options={listOrders.map((sort) => [sort, t.look.sorts[sort]])}
          onPut={(sort) => setLook({ ...look, sort })}
        />
        <Radios
          name="density"
          label={t.look.density}
          value={look.density}
          options={densities.map((density) => [density, t.look.densities[density]])}
          onPut={(density) => setLook({ ...look, density })}
        />
        <div className="cluster">
          <Button onClick={onClose}>{t.look.done}</Button>
          <Button
            look="quiet"
            onClick={() => {
              view.reset();
              onClose();
            }}
          >
            {t.look.reset}
          </Button>
        </div>
        <p className="small soft">{t.look.resetHint}</p>
      </div>
    </Dialog>
  );
}

interface RadiosProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onPut: (value: T) => void;
}

function Radios<T extends string>({ name, label, value, options, onPut }: RadiosProps<T>) {
  return (
    <fieldset className="radios">
      <legend className="label">{label}</legend>
      {options.map(([one, words]) => (
        <label key={one} className="radio-line">
          <input type="radio" name={`look-${name}`} checked={one === value} onChange={() => onPut(one)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
