import type { ApiProblem } from '../kernel/api.ts';
import { address } from '../kernel/route.ts';
import { useMyUnitId } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { ButtonLink } from '../kernel/ui/button.tsx';
import { UnitTag } from '../kernel/ui/tag.tsx';
import { text } from './text.ts';

/** The way on when the law wants a basis first: record it with the units filled in, and come back to what was typed. */
export function BasisHelp({ problem, personId }: { readonly problem: ApiProblem; readonly personId: string }) {
  const t = useText(text);
  const own = useMyUnitId();
  if (problem.code !== 'basis_missing') return null;
  const { unitIds = [] } = (problem.current ?? {}) as { unitIds?: readonly string[] };
  const back = location.pathname + location.search;
  const [first] = unitIds;
  return (
    <div className="stack">
      <p className="cluster">
        {t.offer.basisTitle}
        {unitIds.map((id) => (
          <UnitTag key={id} id={id} long />
        ))}
      </p>
      <div className="cluster">
        <ButtonLink
          to={address(`/persons/${personId}/consent`, {
            kind: 'disclosure',
            units: [own, ...unitIds].join(','),
            return: back,
          })}
        >
          {t.offer.consent}
        </ButtonLink>
        <ButtonLink look="quiet" to={address(`/persons/${personId}/ground`, { unit: first, return: back })}>
          {t.offer.ground}
        </ButtonLink>
      </div>
      <p className="soft small">{t.offer.basisKept}</p>
    </div>
  );
}
