import { useText } from '../kernel/text.ts';
import { Icon } from '../kernel/ui/icon.tsx';
import { text } from './text.ts';

/** Before all else: whom to call when life is in danger, and for advice at any hour. */
export function EmergencyCalls() {
  const t = useText(text);
  return (
    <div className="first-calls">
      <p>{t.unsafe.danger}</p>
      <a className="button" data-look="grave" href="tel:112">
        <Icon name="phone" />
        {t.unsafe.call112}
      </a>
      <p>{t.unsafe.advice}</p>
      <a className="button" data-look="quiet" href="tel:1177">
        <Icon name="phone" />
        {t.unsafe.call1177}
      </a>
    </div>
  );
}
