import type { Page } from '../kernel/route.ts';

export const organisationsPages: readonly Page[] = [
  { path: '/units/$unitId', load: () => import('./unit.page.tsx') },
  { path: '/admin', load: () => import('./admin/units.page.tsx') },
  { path: '/admin/ways', load: () => import('./admin/ways.page.tsx') },
  { path: '/admin/staff', load: () => import('./admin/staff.page.tsx') },
  { path: '/admin/terms', load: () => import('./admin/terms.page.tsx') },
  { path: '/admin/hours', load: () => import('./admin/hours.page.tsx') },
  { path: '/admin/history', load: () => import('./admin/history.page.tsx') },
];
