import type { Page, Sheet } from '../kernel/route.ts';

export const peoplePages: readonly Page[] = [
  { path: '/persons', load: () => import('./find.page.tsx') },
  { path: '/persons/new', load: () => import('./register.page.tsx') },
  { path: '/persons/$personId', load: () => import('./person.page.tsx') },
  { path: '/persons/$personId/consent', load: () => import('./consent.page.tsx') },
  { path: '/persons/$personId/ground', load: () => import('./ground.page.tsx') },
  { path: '/persons/$personId/emergency', load: () => import('./emergency.page.tsx') },
  { path: '/persons/$personId/details', load: () => import('./details.page.tsx') },
  { path: '/emergencies', load: () => import('./emergencies.page.tsx') },
];

/** Beside the person's page. */
export const peopleSheets: readonly Sheet[] = [
  { name: 'consent', load: () => import('./consent.page.tsx') },
  { name: 'alert', load: () => import('./alert.page.tsx') },
  { name: 'ground', load: () => import('./ground.page.tsx') },
];
