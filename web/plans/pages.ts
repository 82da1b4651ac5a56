import type { Page, Sheet } from '../kernel/route.ts';

export const plansPages: readonly Page[] = [
  { path: '/plans', load: () => import('./unit-plans.page.tsx') },
  { path: '/plans/free-times', load: () => import('./free-times.page.tsx') },
  { path: '/plans/follow-ups', load: () => import('./figures.page.tsx') },
  { path: '/persons/$personId/plan', load: () => import('./plan.page.tsx') },
  { path: '/persons/$personId/plan/prepare', load: () => import('./prepare.page.tsx') },
  { path: '/persons/$personId/plan/ask', load: () => import('./ask.page.tsx') },
  { path: '/persons/$personId/plan/call', load: () => import('./call.page.tsx') },
  { path: '/persons/$personId/plan/meeting', load: () => import('./meeting.page.tsx') },
  { path: '/persons/$personId/plan/follow-up', load: () => import('./follow-up.page.tsx') },
  { path: '/persons/$personId/plan/timeline', load: () => import('./timeline.page.tsx') },
  { path: '/persons/$personId/plan/editions', load: () => import('./editions.page.tsx') },
  { path: '/persons/$personId/plan/edition', load: () => import('./edition.page.tsx') },
  { path: '/persons/$personId/plan/history', load: () => import('./history.page.tsx') },
];

/** The same form beside the person's page. */
export const plansSheets: readonly Sheet[] = [{ name: 'ask-plan', load: () => import('./ask.page.tsx') }];
