import type { Page } from '../kernel/route.ts';

export const noticesPages: readonly Page[] = [{ path: '/notices', load: () => import('./notices.page.tsx') }];
