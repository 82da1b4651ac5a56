import type { Page } from '../kernel/route.ts';

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
