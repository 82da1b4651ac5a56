import { useText } from '../kernel/text.ts';
import { Icon } from '../kernel/ui/icon.tsx';
import { pagesText } from './pages-text.ts';

/** Before all else: whom to call when life is in danger, and for advice at any hour. */
export function EmergencyCalls() {
  const p = useText(pagesText);
  return (
    <div className="first-calls">
      <p>{p.unsafe.danger}</p>
      <a className="button" data-look="grave" href="tel:112">
        <Icon name="phone" />
        {p.unsafe.call112}
      </a>
      <p>{p.unsafe.advice}</p>
      <a className="button" data-look="quiet" href="tel:1177">
        <Icon name="phone" />
        {p.unsafe.call1177}
      </a>
    </div>
  );
}
