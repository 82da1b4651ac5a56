import { createContext, useContext } from 'react';
import { type Directory, type DirectoryUnit, organisationsRoutes } from '../../contract/organisations.ts';
import { useRead } from './read.ts';

const hour = 3_600_000;

/** For what stands around the pages: the same for everyone, read once, and given to all beneath it. */
export const DirectoryContext = createContext<Directory | undefined>(undefined);
export const useDirectoryRead = (): Directory | undefined =>
  useRead(organisationsRoutes.directory, {}, { staleTime: hour }).data;

/** All authorities, providers and units; undefined until they have come. A row that names two units follows no read of its own. */
export const useDirectory = (): Directory | undefined => useContext(DirectoryContext);

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
