import type { DirectoryUnit } from '../../../contract/organisations.ts';
import { useUnit } from '../directory.ts';
import { useCommon } from '../text.ts';
import { Link } from './link.tsx';

/** What the pattern and hue tell: school before its municipality. */
export const kindOf = (unit: DirectoryUnit): string => (unit.branch === 'school' ? 'school' : unit.authorityKind);

interface UnitTagProps {
  readonly id: string | null | undefined;
  /** The whole name instead of the short tag. */
  readonly long?: boolean;
  /** Leads to how the unit is reached. */
  readonly link?: boolean;
}

/** A unit as a short tag; the whole name and kind are its title and what a screen reader hears. */
export function UnitTag({ id, long = false, link = false }: UnitTagProps) {
  const t = useCommon();
  const unit = useUnit(id);
  if (!unit) return <PartyTag words={id ? '…' : t.unit.unknown} />;
  const title = `${unit.name} (${t.unitKinds[unit.kind]}, ${t.authorityKinds[unit.authorityKind]})`;
  const words = (
    <span className="tag-word">
      <span aria-hidden={!long}>{long ? unit.name : unit.tag}</span>
      {!long && <span className="sr-only">{unit.name}</span>}
    </span>
  );
  if (!link)
    return (
      <span className="tag" data-kind={kindOf(unit)} title={title}>
        {words}
      </span>
    );
  return (
    <Link className="tag" data-kind={kindOf(unit)} title={title} to={`/units/${unit.id}`}>
      {words}
    </Link>
  );
}

/** A party that is no unit: the person, a relative, several units. */
export const PartyTag = ({ words, kind = 'joint' }: { readonly words: string; readonly kind?: string }) => (
  <span className="tag" data-kind={kind}>
    <span className="tag-word">{words}</span>
  </span>
);

interface PartyProps {
  readonly party: { readonly kind: 'unit' | 'person' | 'relative'; readonly unitId: string | null };
  readonly openTo?: readonly string[];
}

/** Either side of a promise. */
export function Party({ party, openTo = [] }: PartyProps) {
  const t = useCommon();
  if (party.kind !== 'unit') return <PartyTag words={t.parties[party.kind]} kind="person" />;
  if (party.unitId === null && openTo.length > 1) return <PartyTag words={t.unit.any(openTo.length)} />;
  return <UnitTag id={party.unitId ?? openTo[0]} />;
}
