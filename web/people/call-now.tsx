import { useState } from 'react';
import type { z } from 'zod';
import { type CallLine as LineSchema, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { useRead } from '../kernel/read.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { circleOf } from '../kernel/person.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { WayLine } from '../kernel/ui/way.tsx';
import { Section } from './section.tsx';
import { pageText } from './page-text.ts';
import { PrintCard } from './print.tsx';
import { text } from './text.ts';

type Line = z.infer<typeof LineSchema>;

/** As many as one needs at first, and the named contacts; the rest is a press away, and on paper. */
const first = 4;

/** Named contacts and units of the circle, those open now first. Reserves its room while it is on its way. */
export function CallNow({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const p = useText(pageText);
  const personId = overview.person.id;
  const read = useRead(peopleRoutes.whoToCall, { params: { personId } }, { staleTime: 60_000 });
  const [all, setAll] = useState(false);
  const expected = Math.min(first, circleOf(overview).length);
  return (
    <Section id="call" title={t.sections.call} actions={<PrintCard personId={personId} />}>
      <div className="call-room" data-expected={expected}>
        <Loaded read={read} lines={3 * expected}>
          {({ lines }) =>
            lines.length === 0 ? (
              <Empty>{t.call.none}</Empty>
            ) : (
              <>
                <ul className="lines call-lines" data-all={all}>
                  {lines.map((line, n) => (
                    <Call
                      more={n >= first && line.contact === null}
                      key={`${line.unitId}${line.contact?.kind ?? ''}${line.contact?.staffName ?? ''}`}
                      line={line}
                    />
                  ))}
                </ul>
                {lines.some(({ contact }, n) => n >= first && contact === null) && (
                  <div className="no-print">
                    <Button look="plain" size="small" onClick={() => setAll(!all)}>
                      {all ? p.fewer : p.call.all(lines.length)}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </Loaded>
      </div>
    </Section>
  );
}

function Call({ line, more }: { readonly line: Line; readonly more: boolean }) {
  const t = useText(text);
  const common = useCommon();
  const [best] = line.ways;
  return (
    <li className="line call" data-more={more}>
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
