import type { Page } from '../kernel/route.ts';

export const organisationsPages: readonly Page[] = [{ path: '/units/$unitId', load: () => import('./unit.page.tsx') }];
