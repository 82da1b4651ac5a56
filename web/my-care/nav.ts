import type { NavItem } from '../kernel/shell/frame.tsx';
import { catalogue, type SameWords, useText } from '../kernel/text.ts';

const sv = { home: 'Min vård', plan: 'Planen', messages: 'Meddelanden', signal: 'Säg till', log: 'Vem har läst' };
const en: SameWords<typeof sv> = {
  home: 'My care',
  plan: 'The plan',
  messages: 'Write',
  signal: 'Tell us',
  log: 'Who has read',
};
export const navText = catalogue(sv, en);

/** The menu of the person and those close: few and plain. */
export function useMyNav(): readonly NavItem[] {
  const t = useText(navText);
  return [
    { to: '/', words: t.home, icon: 'mine' },
    { to: '/my/plan', words: t.plan, icon: 'plans', under: '/my/plan' },
    { to: '/my/messages', words: t.messages, icon: 'message' },
    { to: '/my/signal', words: t.signal, icon: 'signal' },
    { to: '/my/log', words: t.log, icon: 'lock' },
  ];
}
