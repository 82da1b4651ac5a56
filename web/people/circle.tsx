import { useState } from 'react';
import {
  circleRoles,
  type CircleRole,
  type CircleUnit,
  engagementEndReasons,
  peopleRoutes,
  type PersonOverview,
} from '../../contract/people.ts';
import { choicesOf, RadioField, SelectField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useNow } from '../kernel/now.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Empty } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { carriedByUnit } from './circle-seats.ts';
import { Earlier, Section } from './section.tsx';
import { Since } from './since.tsx';
import { text } from './text.ts';

/** The care circle as a list: who is engaged, in which role, since when, on what basis. */
export function Circle({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const { circle } = overview;
  const now = circle.filter(({ current }) => current);
  const before = circle.filter(({ current }) => !current);
  return (
    <Section id="circle" title={t.sections.circle}>
      {now.length === 0 ? <Empty>{t.circle.empty}</Empty> : <Units units={now} overview={overview} />}
      {before.length > 0 && (
        <Earlier words={t.circle.ended(before.length)}>
          <Units units={before} overview={overview} />
        </Earlier>
      )}
    </Section>
  );
}

function Units({ units, overview }: { readonly units: readonly CircleUnit[]; readonly overview: PersonOverview }) {
  const t = useText(text);
  const further = useFurther();
  const own = useMyUnitId();
  const roles: Readonly<Record<string, string>> = further.circleRoles;
  const bases: Readonly<Record<string, string>> = t.bases;
  const endReasons: Readonly<Record<string, string>> = t.endReasons;
  return (
    <ul className="lines">
      {units.map((unit) => (
        <li key={unit.id} className="line">
          <div className="stack-tight">
            <p className="cluster">
              <UnitTag id={unit.unitId} link />
              <span>{roles[unit.role] ?? unit.role}</span>
              {unit.unitId === own && unit.current && <span className="badge">{t.circle.own}</span>}
            </p>
            <p className="small soft cluster">
              <Since at={unit.validFrom} />
              {bases[unit.basis] ?? unit.basis}
              {unit.current && <Carried overview={overview} unitId={unit.unitId} />}
              {unit.endedReason && (endReasons[unit.endedReason] ?? unit.endedReason)}
            </p>
          </div>
          {unit.unitId === own && unit.current && <Own unit={unit} personId={overview.person.id} />}
        </li>
      ))}
    </ul>
  );
}

/** What the unit carries now, in the words of the picture. */
function Carried({ overview, unitId }: { readonly overview: PersonOverview; readonly unitId: string }) {
  const further = useFurther();
  const now = useNow();
  const { needs, promises, pending, late } = carriedByUnit(overview, unitId, now);
  return (
    <>
      {needs + promises > 0 && <span>{further.circle.carries(needs, promises)}</span>}
      {pending > 0 && <span>{further.circle.pending(pending)}</span>}
      {late > 0 && <span className="late">{further.circle.late(late)}</span>}
    </>
  );
}

/** A unit changes its own role, and leaves when it is done. */
function Own({ unit, personId }: { readonly unit: CircleUnit; readonly personId: string }) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const [open, setOpen] = useState<'role' | 'leave' | null>(null);
  const close = (): void => setOpen(null);
  const params = { personId, engagementId: unit.id };
  return (
    <div className="cluster no-print">
      <Button look="plain" size="small" onClick={() => setOpen('role')}>
        {t.circle.changeRole}
      </Button>
      <Button look="plain" size="small" onClick={() => setOpen('leave')}>
        {t.circle.leave}
      </Button>
      {open === 'role' && (
        <Dialog title={t.circle.changeRole} onClose={close}>
          <Form
            id={`role:${unit.id}`}
            route={peopleRoutes.changeRole}
            version={unit.version}
            defaults={{ role: unit.role }}
            input={({ role }, version) => ({ params, body: { version, role: role as CircleRole } })}
            submit={common.form.save}
            cancel={close}
            onDone={() => {
              close();
              tell(t.circle.roleSaved);
            }}
          >
            <SelectField name="role" label={t.circle.role} options={choicesOf(further.circleRoles, circleRoles)} />
          </Form>
        </Dialog>
      )}
      {open === 'leave' && (
        <Dialog title={t.circle.leave} onClose={close}>
          <Form
            id={`leave:${unit.id}`}
            route={peopleRoutes.endEngagement}
            version={unit.version}
            defaults={{ reason: '' }}
            input={({ reason }, version) => ({
              params,
              body: { version, reason: reason as (typeof engagementEndReasons)[number] },
            })}
            submit={t.circle.leave}
            look="grave"
            cancel={close}
            onDone={() => {
              close();
              tell(t.circle.left);
            }}
          >
            <RadioField
              name="reason"
              label={t.circle.leaveReason}
              options={choicesOf(t.endReasons, engagementEndReasons)}
            />
          </Form>
        </Dialog>
      )}
    </div>
  );
}
