import type { Way } from '../../../contract/organisations.ts';
import { useLanguage } from '../language.ts';
import { useTimes } from '../now.ts';
import { useFurther } from '../text/further.ts';
import { Icon } from './icon.tsx';

/** A way to reach someone, as it stands now: a link where the device can follow it. */
export function WayLine({ way }: { readonly way: Way }) {
  const f = useFurther();
  const language = useLanguage();
  const times = useTimes();
  const label = language === 'sv' ? way.labelSv : way.labelEn;
  return (
    <div className="way" data-open={way.open}>
      <WayLink way={way} />
      <p className="small soft">
        {label}
        {label && ' · '}
        {way.open ? f.way.open : f.way.closed}
        {way.changesAt &&
          (way.open ? ` ${f.way.until(times.moment(way.changesAt))}` : `, ${f.way.opens(times.moment(way.changesAt))}`)}
        {!way.changesAt && way.open && `, ${f.way.always}`}
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
