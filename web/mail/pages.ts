import type { Page } from '../kernel/route.ts';

export const mailPages: readonly Page[] = [{ path: '/mail', load: () => import('./outbox.page.tsx') }];
