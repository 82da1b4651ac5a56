import type { administrationRoutes } from '../../contract/administration.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import { preview, register, save } from './administration.commands.ts';
import { exportTable, history, importTable } from './tables.commands.ts';
import type { Terms } from './terms.commands.ts';

export const administrationHandlers = (terms: Terms): Handlers<typeof administrationRoutes> => ({
  register: ({ ground, request }) => register(ground, request),
  history: ({ ground, request, query }) => history(ground, request, query),
  preview: ({ ground, request, body }) => preview(ground, request, body.changes),
  save: ({ ground, request, once, body }) => save(ground, request, once, terms, body.changes, body.shown),
  importTable: ({ ground, request, body }) => importTable(ground, request, body.table, body.text),
  exportTable: ({ ground, request, query }) => exportTable(ground, request, query.table),
});
