import { type Ground, peopleRoutes } from '../../contract/people.ts';
import { useLanguage } from '../kernel/language.ts';
import { useTimes } from '../kernel/now.ts';
import { useSend } from '../kernel/send.ts';
import { useText } from '../kernel/text.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { Problem } from '../kernel/ui/problem.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';

interface GroundsProps {
  readonly grounds: readonly Ground[];
  readonly personId: string;
  readonly writable: boolean;
}

/** Grounds other than consent: the paragraph and one plain sentence. */
export function Grounds({ grounds, personId, writable }: GroundsProps) {
  const now = grounds.filter(({ inForce }) => inForce);
  if (now.length === 0) return null;
  return (
    <ul className="lines">
      {now.map((ground) => (
        <GroundLine key={ground.id} ground={ground} personId={personId} writable={writable} />
      ))}
    </ul>
  );
}

function GroundLine({
  ground,
  personId,
  writable,
}: {
  readonly ground: Ground;
  readonly personId: string;
  readonly writable: boolean;
}) {
  const t = useText(text);
  const times = useTimes();
  const language = useLanguage();
  const { send, busy, problem } = useSend(peopleRoutes.endGround, `ground-end:${ground.id}`);
  const end = async (): Promise<void> => {
    if (await send({ params: { personId, groundId: ground.id }, body: { version: ground.version } }))
      tell(t.consents.groundEnded);
  };
  return (
    <li className="line">
      <div className="stack-tight">
        <p className="cluster">
          <span className="strong">{language === 'sv' ? ground.titleSv : ground.titleEn}</span>
          <span className="soft">{ground.paragraph}</span>
        </p>
        <p className="small">{ground.evidence}</p>
        <p className="small soft cluster">
          {t.consents.towards} <UnitTag id={ground.toUnitId} /> {t.consents.until(times.date(ground.validUntil))}
        </p>
        {problem && <Problem error={problem} />}
      </div>
      {writable && (
        <Button look="plain" size="small" busy={busy} onClick={() => void end()}>
          {t.consents.groundEnd}
        </Button>
      )}
    </li>
  );
}
