import { useDirectory, useUnits } from '../../kernel/directory.ts';
import { PartyTag, UnitTag } from '../../kernel/ui/tag.tsx';

type Level = 'unit' | 'authority';

/** The name of a unit or an authority by its id. */
export function useOrganisationName(level: Level): (id: string | null) => string {
  const units = useUnits();
  const directory = useDirectory();
  return (id) =>
    (level === 'unit' ? units(id)?.name : directory?.authorities.find((one) => one.id === id)?.name) ?? '…';
}

/** A unit or an authority as a tag. */
export function OrganisationTag({
  id,
  level,
  long = false,
}: {
  readonly id: string;
  readonly level: Level;
  readonly long?: boolean;
}) {
  const directory = useDirectory();
  if (level === 'unit') return <UnitTag id={id} long={long} />;
  const authority = directory?.authorities.find((one) => one.id === id);
  return <PartyTag words={authority?.name ?? '…'} kind={authority?.kind ?? 'joint'} />;
}
