import { type Directory, type DirectoryUnit, organisationsRoutes } from '../../contract/organisations.ts';
import { useRead } from './read.ts';

const hour = 3_600_000;

/** All authorities, providers and units. The same for everyone, read once. */
export function useDirectory(): Directory | undefined {
  return useRead(organisationsRoutes.directory, {}, { staleTime: hour }).data;
}

const byId = new WeakMap<Directory, Map<string, DirectoryUnit>>();

function unitsOf(directory: Directory): Map<string, DirectoryUnit> {
  const known = byId.get(directory);
  if (known) return known;
  const made = new Map(directory.units.map((unit) => [unit.id, unit]));
  byId.set(directory, made);
  return made;
}

/** Looks units up by id: `const unit = useUnits(); unit(id)?.name`. */
export function useUnits(): (id: string | null | undefined) => DirectoryUnit | undefined {
  const directory = useDirectory();
  return (id) => (directory && id ? unitsOf(directory).get(id) : undefined);
}

export const useUnit = (id: string | null | undefined): DirectoryUnit | undefined => useUnits()(id);
