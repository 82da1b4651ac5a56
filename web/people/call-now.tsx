import type { z } from 'zod';
import { type CallLine as LineSchema, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { useRead } from '../kernel/read.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { circleOf } from '../kernel/person.ts';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { WayLine } from '../kernel/ui/way.tsx';
import { Section } from './section.tsx';
import { text } from './text.ts';

type Line = z.infer<typeof LineSchema>;

/** Named contacts and units of the circle, those open now first. Reserves its room while it is on its way. */
export function CallNow({ overview }: { readonly overview: PersonOverview }) {
  const personId = overview.person.id;
  const t = useText(text);
  const read = useRead(peopleRoutes.whoToCall, { params: { personId } }, { staleTime: 60_000 });
  return (
    <Section id="call" title={t.sections.call}>
      <Loaded read={read} lines={4 * circleOf(overview).length}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Empty>{t.call.none}</Empty>
          ) : (
            <ul className="lines">
              {lines.map((line) => (
                <Call key={`${line.unitId}${line.contact?.kind ?? ''}${line.contact?.staffName ?? ''}`} line={line} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Call({ line }: { readonly line: Line }) {
  const t = useText(text);
  const common = useCommon();
  const [best] = line.ways;
  return (
    <li className="line">
      <div className="stack-tight">
        {line.contact && (
          <p>
            <span className="strong">{line.contact.staffName}</span>{' '}
            <span className="soft small">{common.contactKinds[line.contact.kind]}</span>
          </p>
        )}
        <p className="cluster">
          <UnitTag id={line.unitId} link />
          {!best && <span className="soft small">{t.call.closed}</span>}
        </p>
      </div>
      {best && <WayLine way={best} />}
    </li>
  );
}
