import { peopleRoutes, type WhoToCall } from '../../contract/people.ts';
import { useUnit } from '../kernel/directory.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { Icon } from '../kernel/ui/icon.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { text } from './text.ts';

const atOnce = 3;

/** Whom to call: those who answer now first, with the number as a large button. */
export function CallNow({ personId }: { readonly personId: string }) {
  const t = useText(text);
  const read = useRead(peopleRoutes.whoToCall, { params: { personId } });
  return (
    <section className="stack" aria-labelledby="call-now">
      <h2 id="call-now">{t.call.title}</h2>
      <Loaded read={read} lines={4}>
        {({ lines }) => {
          const callable = lines.filter(({ ways }) => ways.some(({ channel }) => channel === 'phone'));
          return (
            <>
              {callable.length === 0 && <p className="soft">{t.call.none}</p>}
              <Lines lines={callable.slice(0, atOnce)} />
              {callable.length > atOnce && (
                <details className="fold">
                  <summary>{t.call.more}</summary>
                  <Lines lines={callable.slice(atOnce)} />
                </details>
              )}
            </>
          );
        }}
      </Loaded>
      <p className="small">
        <strong>{t.call.danger}</strong> {t.call.advice}
      </p>
    </section>
  );
}

const Lines = ({ lines }: { readonly lines: WhoToCall['lines'] }) => (
  <ul className="calls">
    {lines.map((line) => (
      <Line key={`${line.unitId}${line.contact?.staffName ?? ''}`} line={line} />
    ))}
  </ul>
);

function Line({ line }: { readonly line: WhoToCall['lines'][number] }) {
  const t = useText(text);
  const times = useTimes();
  const unit = useUnit(line.unitId);
  const phones = line.ways.filter(({ channel }) => channel === 'phone');
  const way = phones.find(({ open }) => open) ?? phones[0];
  if (!way) return null;
  const name = unit?.name ?? '';
  return (
    <li className="my-call" data-open={way.open}>
      <div>
        <p className="strong">{line.contact ? line.contact.staffName : name}</p>
        {line.contact && (
          <p className="small">
            {line.contact.staffTitle}, {name}
          </p>
        )}
        <p className="small call-state">
          {way.open ? t.call.open : t.call.closed}
          {way.open && (way.changesAt ? `, ${t.call.until(times.moment(way.changesAt))}` : `, ${t.call.always}`)}
          {!way.open && way.changesAt && `. ${t.call.opens(times.moment(way.changesAt))}`}
        </p>
      </div>
      <a
        className="button figures"
        data-look={way.open ? undefined : 'quiet'}
        href={`tel:${way.value.replaceAll(/[^\d+]/g, '')}`}
      >
        <Icon name="phone" />
        <span className="sr-only">{t.call.call(line.contact?.staffName ?? name)} </span>
        {way.value}
      </a>
    </li>
  );
}
