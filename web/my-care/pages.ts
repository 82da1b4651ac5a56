import type { Page } from '../kernel/route.ts';

export const myCarePages: readonly Page[] = [
  { path: '/my/plan', load: () => import('./my-plan.page.tsx') },
  { path: '/my/prepare', load: () => import('./my-prepare.page.tsx') },
  { path: '/my/meetings', load: () => import('./my-meetings.page.tsx') },
  { path: '/my/messages', load: () => import('./my-messages.page.tsx') },
  { path: '/my/plan/ask', load: () => import('./my-ask.page.tsx') },
  { path: '/my/unsafe', load: () => import('./my-unsafe.page.tsx') },
  { path: '/my/signal', load: () => import('./my-signal.page.tsx') },
  { path: '/my/answers', load: () => import('./my-answers.page.tsx') },
  { path: '/my/sharing', load: () => import('./my-sharing.page.tsx') },
  { path: '/my/log', load: () => import('./my-log.page.tsx') },
];
