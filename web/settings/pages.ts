import type { Page } from '../kernel/route.ts';

export const settingsPages: readonly Page[] = [{ path: '/settings', load: () => import('./settings.page.tsx') }];
