import type { Page, Sheet } from '../kernel/route.ts';

export const commitmentsPages: readonly Page[] = [
  { path: '/gaps', load: () => import('./gaps/gaps.page.tsx') },
  { path: '/gaps/week', load: () => import('./gaps/week.page.tsx') },
  { path: '/shift', load: () => import('./shift.page.tsx') },
  { path: '/signal', load: () => import('./signal.page.tsx') },
  { path: '/persons/$personId/need', load: () => import('./need.page.tsx') },
  { path: '/persons/$personId/offer', load: () => import('./offer.page.tsx') },
];

/** The same forms beside the page of the person they are about. */
export const commitmentsSheets: readonly Sheet[] = [
  { name: 'signal', load: () => import('./signal.page.tsx') },
  { name: 'need', load: () => import('./need.page.tsx') },
  { name: 'offer', load: () => import('./offer.page.tsx') },
];
