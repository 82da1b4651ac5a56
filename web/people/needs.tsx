import { useState } from 'react';
import { commitmentsRoutes, needCloseReasons } from '../../contract/commitments.ts';
import type { PersonOverview } from '../../contract/people.ts';
import { choicesOf, RadioField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useBeside } from '../kernel/in-sheet.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button, ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { Earlier, Section } from './section.tsx';
import { Since } from './since.tsx';
import { text } from './text.ts';

type Need = PersonOverview['needs'][number];

/** What the person needs, in the person's words, each with the one unit that is accountable. */
export function Needs({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const beside = useBeside();
  const { needs, access } = overview;
  const open = needs.filter(({ state }) => state === 'open');
  const closed = needs.filter(({ state }) => state === 'closed');
  const add = access.writable && (
    <ButtonLink look="quiet" size="small" to={beside('need')}>
      {t.person.need}
    </ButtonLink>
  );
  return (
    <Section id="needs" title={t.sections.needs} actions={open.length > 0 ? add : undefined}>
      {open.length === 0 ? (
        <Empty>
          <p>{t.needs.empty}</p>
          {add}
        </Empty>
      ) : (
        <ul className="lines">
          {open.map((need) => (
            <NeedLine key={need.id} need={need} writable={access.writable} />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <Earlier words={t.needs.closed(closed.length)}>
          <ul className="lines">
            {closed.map((need) => (
              <NeedLine key={need.id} need={need} writable={false} />
            ))}
          </ul>
        </Earlier>
      )}
    </Section>
  );
}

function NeedLine({ need, writable }: { readonly need: Need; readonly writable: boolean }) {
  const t = useText(text);
  const common = useCommon();
  const own = useMyUnitId();
  const beside = useBeside();
  const [closing, setClosing] = useState(false);
  const reasons: Readonly<Record<string, string>> = t.needs.reasons;
  return (
    <li className="line">
      <div className="stack-tight">
        <p className="need-words">{need.words}</p>
        <p className="small soft cluster">
          {common.areas[need.area]}
          {need.state === 'open' ? (
            <span className="cluster">
              {t.needs.accountable}{' '}
              {need.accountableUnitId ? <UnitTag id={need.accountableUnitId} link /> : t.needs.hidden}
              {need.accountableSince && <Since at={need.accountableSince} />}
            </span>
          ) : (
            need.closeReason && reasons[need.closeReason]
          )}
        </p>
      </div>
      {writable && need.accountableUnitId === own && (
        <div className="cluster no-print">
          <ButtonLink look="quiet" size="small" to={beside('offer', { need: need.id })}>
            {t.needs.handover}
          </ButtonLink>
          <Button look="plain" size="small" onClick={() => setClosing(true)}>
            {t.needs.close}
          </Button>
        </div>
      )}
      {closing && (
        <Dialog title={t.needs.closeIt} onClose={() => setClosing(false)}>
          <p className="quote quote-small">{need.words}</p>
          <Form
            id={`need-close:${need.id}`}
            route={commitmentsRoutes.closeNeed}
            version={need.version}
            defaults={{ reason: '' }}
            input={({ reason }, seen) => ({
              params: { id: need.id },
              body: { seen, reason: reason as (typeof needCloseReasons)[number] },
            })}
            submit={t.needs.closeIt}
            cancel={() => setClosing(false)}
            onDone={() => {
              setClosing(false);
              tell(t.needs.done);
            }}
          >
            <RadioField name="reason" label={t.needs.reason} options={choicesOf(t.needs.reasons, needCloseReasons)} />
          </Form>
        </Dialog>
      )}
    </li>
  );
}
