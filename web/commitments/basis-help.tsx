import type { ApiProblem } from '../kernel/api.ts';
import { useBeside, useInSheet } from '../kernel/in-sheet.ts';
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
  const sheet = useInSheet();
  const beside = useBeside();
  if (problem.code !== 'basis_missing') return null;
  const { unitIds = [] } = (problem.current ?? {}) as { unitIds?: readonly string[] };
  const back = location.pathname + location.search;
  const [first] = unitIds;
  const at = (name: 'consent' | 'ground', query: Readonly<Record<string, string | undefined>>): string =>
    sheet ? beside(name, query) : address(`/persons/${personId}/${name}`, query);
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
          to={at('consent', {
            kind: 'disclosure',
            units: [own, ...unitIds].join(','),
            return: back,
          })}
        >
          {t.offer.consent}
        </ButtonLink>
        <ButtonLink look="quiet" to={at('ground', { unit: first, return: back })}>
          {t.offer.ground}
        </ButtonLink>
      </div>
      <p className="soft small">{t.offer.basisKept}</p>
    </div>
  );
}
