import { peopleRoutes, type Readers as Told } from '../../contract/people.ts';
import { useTimes } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { Dialog } from '../kernel/ui/dialog.tsx';
import { Loaded } from '../kernel/ui/states.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { pageText } from './page-text.ts';
import { text } from './text.ts';

interface ReadersProps {
  readonly personId: string;
  readonly onClose: () => void;
}

/** Who else can see what the reader sees, and on what basis: answered by the same rule that lets the reader see. */
export function Readers({ personId, onClose }: ReadersProps) {
  const t = useText(pageText).readers;
  const read = useRead(peopleRoutes.readers, { params: { personId } }, { staleTime: 0 });
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p>{t.lead}</p>
      <Loaded read={read} lines={8}>
        {(told) => (
          <>
            <ul className="lines">
              {told.units.map((unit) => (
                <UnitReads key={unit.unitId} unit={unit} of={told.units[0]?.sees.length ?? 0} />
              ))}
            </ul>
            {told.blocked && <p className="note">{t.blocked}</p>}
            <Others told={told} />
            <p className="small soft">{t.unknown}</p>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function UnitReads({ unit, of }: { readonly unit: Told['units'][number]; readonly of: number }) {
  const p = useText(pageText).readers;
  const t = useText(text);
  const further = useFurther();
  const times = useTimes();
  const own = useMyUnitId();
  const roles: Readonly<Record<string, string>> = further.circleRoles;
  const { sees, unitId, role } = unit;
  const others = sees.filter((one) => one.unitId !== unitId);
  return (
    <li className="line line-tall">
      <div className="stack-tight">
        <p className="cluster">
          <UnitTag id={unitId} long />
          <span className="soft small">{roles[role] ?? role}</span>
        </p>
        <p>
          {unitId === own ? p.own : p.staffOf}:{' '}
          {sees.length === of ? p.all : others.length === 0 ? p.nothing : p.some(sees.length, of)}
        </p>
        {others.length > 0 && (
          <details className="earlier">
            <summary>{p.details}</summary>
            <ul className="stack-tight small">
              {others.map((one) => (
                <li key={one.unitId} className="cluster">
                  <UnitTag id={one.unitId} /> {one.basis === null ? p.hiddenBasis : readBasis(t, one.basis)}
                  {one.until && <span className="soft">{p.until(times.date(one.until))}</span>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

/** "Er egen enhet" is one's own only in one's own explanation. */
const readBasis = (t: { readonly why: { readonly bases: Readonly<Record<string, string>> } }, basis: string): string =>
  t.why.bases[basis] ?? basis;

function Others({ told }: { readonly told: Told }) {
  const p = useText(pageText).readers;
  const t = useText(text);
  const common = useCommon();
  const times = useTimes();
  return (
    <>
      <div className="stack-tight">
        <h3>{p.relatives}</h3>
        {told.relatives === null && <p className="soft">{p.relativesMasked}</p>}
        {told.relatives?.length === 0 && <p className="soft">{p.noRelatives}</p>}
        <ul className="stack-tight">
          {told.relatives?.map(({ name, relation, parts }) => (
            <li key={name}>
              <strong>{name}</strong> <span className="soft">{common.relations[relation]}</span>{' '}
              {parts.map((part) => t.relatives.parts[part].toLowerCase()).join(', ')}
            </li>
          ))}
        </ul>
      </div>
      {told.emergencies.length > 0 && (
        <div className="stack-tight">
          <h3>{p.emergencies}</h3>
          {told.emergencies.map(({ unitId, staffName, until }) => (
            <p key={`${unitId}${staffName}${until}`} className="cluster">
              {staffName} <UnitTag id={unitId} /> {p.until(times.moment(until))}
            </p>
          ))}
        </div>
      )}
      {told.former.length > 0 && (
        <div className="stack-tight">
          <h3>{p.former}</h3>
          <p className="cluster">
            {told.former.map((id) => (
              <UnitTag key={id} id={id} />
            ))}
          </p>
          <p className="small soft">{p.formerLead}</p>
        </div>
      )}
    </>
  );
}
