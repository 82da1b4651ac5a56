import type { organisationsRoutes } from '../../contract/organisations.ts';
import { type Handlers, ReadyJson } from '../kernel/http/handle.ts';
import { directory, termList, unitPage, unitStaff } from './directory.commands.ts';

export const organisationsHandlers: Handlers<typeof organisationsRoutes> = {
  directory: async ({ ground, request }) => {
    const all = await directory(ground, request);
    return new ReadyJson(JSON.stringify(all), all.tag);
  },
  unit: ({ ground, request, params }) => unitPage(ground, request, params.unitId),
  unitStaff: ({ ground, request, params, query }) => unitStaff(ground, request, params.unitId, query),
  terms: ({ ground, query }) => termList(ground, query.municipality ?? null),
};
