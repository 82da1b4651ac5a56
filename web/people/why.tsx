import { peopleRoutes, type Why as Reasons } from '../../contract/people.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { safetyText } from './safety-text.ts';
import { text } from './text.ts';

interface WhyProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** Why the reader sees what it sees: the tie, each unit's basis with its paragraph, and what is not shown. */
export function Why({ personId, onClose }: WhyProps) {
  const t = useText(text);
  const safety = useText(safetyText);
  const read = useRead(peopleRoutes.why, { params: { personId } });
  return (
    <Dialog title={t.why.title} onClose={onClose}>
      <Loaded read={read} lines={5}>
        {(why) => (
          <>
            <Tie why={why} />
            <Sees why={why} />
            {why.hidden.length > 0 && (
              <div className="note">
                <h3>{t.why.hidden}</h3>
                <ul>
                  {why.hidden.map((one) => (
                    <li key={one}>{t.why.hiddenWords[one]}</li>
                  ))}
                </ul>
              </div>
            )}
            <div>
              <ButtonLink look="plain" size="small" to={`/persons/${personId}/emergency`}>
                {safety.emergency.title}
              </ButtonLink>
            </div>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Tie({ why }: { readonly why: Reasons }) {
  const t = useText(text);
  const further = useFurther();
  const times = useTimes();
  const roles: Readonly<Record<string, string>> = further.circleRoles;
  return (
    <div className="stack-tight">
      <p className="strong">{t.why.ties[why.tie]}</p>
      {why.engagement && (
        <p className="soft">
          {t.why.role(roles[why.engagement.role] ?? why.engagement.role, times.date(why.engagement.since))}
        </p>
      )}
      {why.emergency && (
        <p className="note" data-tone="near">
          {t.person.emergencyOpen(times.moment(why.emergency.closesAt))}: {why.emergency.reason}
        </p>
      )}
    </div>
  );
}

function Sees({ why }: { readonly why: Reasons }) {
  const t = useText(text);
  const times = useTimes();
  return (
    <div className="stack-tight">
      <h3>{t.why.sees}</h3>
      <ul className="lines">
        {why.sees.map((one) => {
          const until = one.consent?.until ?? one.ground?.until;
          return (
            <li key={`${one.unitId}${one.basis}`} className="line">
              <div>
                <UnitTag id={one.unitId} long />
              </div>
              <span className="small">
                {t.why.bases[one.basis]}
                {one.paragraph && <span className="soft"> {one.paragraph}</span>}
                {until && <span className="soft"> {t.why.until(times.date(until))}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
