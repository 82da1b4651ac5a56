import { useState } from 'react';
import { peopleRoutes } from '../../contract/people.ts';
import type { AnswerOf } from '../../contract/kernel/route.ts';
import { TextArea } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useTimes } from '../kernel/now.ts';
import { useReads } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { Empty, Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { safetyText } from './safety-text.ts';
import './people.css';

type Line = AnswerOf<typeof peopleRoutes.emergencies>['items'][number];

/** The head's list of what was opened in emergency at the own unit, and the judgement of each. The person reads it too. */
export default function EmergenciesPage() {
  const t = useText(safetyText).review;
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const reads = useReads(
    peopleRoutes.emergencies,
    cursors.map((cursor) => ({ query: cursor ? { cursor } : {} })),
  );
  const [first] = reads;
  const pages = reads.flatMap(({ data }) => data ?? []);
  const next = pages.at(-1)?.next;
  return (
    <Page title={t.title} lead={t.lead} width="read">
      {first && (
        <Loaded read={first}>
          {({ total }) =>
            total === 0 ? (
              <Empty>{t.empty}</Empty>
            ) : (
              <ul className="lines">
                {pages
                  .flatMap(({ items }) => items)
                  .map((line) => (
                    <EmergencyLine key={line.id} line={line} />
                  ))}
              </ul>
            )
          }
        </Loaded>
      )}
      {next && pages.length === cursors.length && (
        <div>
          <Button look="quiet" onClick={() => setCursors([...cursors, next])}>
            {t.more}
          </Button>
        </div>
      )}
    </Page>
  );
}

function EmergencyLine({ line }: { readonly line: Line }) {
  const t = useText(safetyText).review;
  const times = useTimes();
  const [judging, setJudging] = useState(false);
  return (
    <li className="line line-tall">
      <div className="stack-tight">
        <p className="cluster">
          <span className="strong">{line.personName}</span>
          {!line.reviewedAt && (
            <span className="badge" data-state="near">
              {t.waiting}
            </span>
          )}
        </p>
        <p>
          {t.codes[line.code]} · {line.staffName}, {line.staffTitle}
        </p>
        <p className="small soft">{t.opened(times.moment(line.openedAt), times.moment(line.closesAt))}</p>
        {line.liftedUnitId && (
          <p className="small cluster">
            <span className="soft">{t.lifted}</span> <UnitTag id={line.liftedUnitId} long />
          </p>
        )}
        <p className="quote quote-small">{line.reason}</p>
        {line.reviewedAt && (
          <p>
            <span className="soft">{t.by(line.reviewedBy ?? '', times.date(line.reviewedAt))}:</span> {line.review}
          </p>
        )}
      </div>
      {!line.reviewedAt && (
        <Button look="quiet" size="small" onClick={() => setJudging(true)}>
          {t.review}
        </Button>
      )}
      {judging && (
        <Dialog title={t.review} onClose={() => setJudging(false)}>
          <p className="quote quote-small">{line.reason}</p>
          <Form
            id={`review:${line.id}`}
            route={peopleRoutes.reviewEmergency}
            defaults={{ review: '' }}
            input={({ review }) => ({ params: { emergencyId: line.id }, body: { review } })}
            submit={t.save}
            cancel={() => setJudging(false)}
            onDone={() => {
              setJudging(false);
              tell(t.saved);
            }}
          >
            <TextArea name="review" label={t.words} hint={t.hint} rows={3} />
          </Form>
        </Dialog>
      )}
    </li>
  );
}
