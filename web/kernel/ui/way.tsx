import type { Way } from '../../../contract/organisations.ts';
import { useLanguage } from '../language.ts';
import { useTimes } from '../now.ts';
import { useCommon } from '../text.ts';
import { Icon } from './icon.tsx';

/** A way to reach someone, as it stands now: a link where the device can follow it. */
export function WayLine({ way }: { readonly way: Way }) {
  const t = useCommon();
  const language = useLanguage();
  const times = useTimes();
  const label = language === 'sv' ? way.labelSv : way.labelEn;
  return (
    <div className="way" data-open={way.open}>
      <WayLink way={way} />
      <p className="small soft">
        {label}
        {label && ' · '}
        {way.open ? t.way.open : t.way.closed}
        {way.changesAt &&
          (way.open ? ` ${t.way.until(times.moment(way.changesAt))}` : `, ${t.way.opens(times.moment(way.changesAt))}`)}
        {!way.changesAt && way.open && `, ${t.way.always}`}
      </p>
    </div>
  );
}

function WayLink({ way }: { readonly way: Way }) {
  const words = (
    <>
      <Icon name="phone" /> {way.value}
    </>
  );
  if (way.channel === 'phone')
    return (
      <a className="way-link figures" href={`tel:${way.value.replaceAll(/[^\d+]/g, '')}`}>
        {words}
      </a>
    );
  if (way.channel === 'email')
    return (
      <a className="way-link" href={`mailto:${way.value}`}>
        {way.value}
      </a>
    );
  return <span className="way-link">{way.value}</span>;
}
