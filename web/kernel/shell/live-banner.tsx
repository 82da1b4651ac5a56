import { liveState } from '../live.ts';
import { useSignal } from '../signal.ts';
import { useCommon } from '../text.ts';

/** Quiet, and only when the contact has been gone for some seconds. */
export function LiveBanner() {
  const t = useCommon();
  const lost = useSignal(liveState) === 'lost';
  return <div aria-live="polite">{lost && <p className="banner small">{t.live.lost}</p>}</div>;
}
