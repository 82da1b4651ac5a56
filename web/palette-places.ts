import type { Me } from '../contract/identity.ts';
import type { NavItem } from './kernel/shell/frame.tsx';
import { useText } from './kernel/text.ts';
import { paletteText } from './palette-text.ts';

/** Somewhere to go, or something to do. */
export interface Place {
  readonly id: string;
  readonly kind: 'page' | 'deed';
  readonly name: string;
  /** Other words that people look for it by. */
  readonly also?: string;
  readonly to?: string;
  /** For what is done about a person: where, once it is known who. */
  readonly about?: (personId: string) => string;
}

/** What the one who is signed in can go to and do. A new page is added here, unless the menu has it. */
export function usePlaces(me: Me, nav: readonly NavItem[]): readonly Place[] {
  const t = useText(paletteText);
  const menu = nav.map(({ to, words }): Place => ({ id: `page:${to}`, kind: 'page', name: words, to }));
  const page = (to: string, name: string, also = ''): Place => ({ id: `page:${to}`, kind: 'page', name, also, to });
  const own = [page('/notices', t.notices, t.noticesAlso), page('/settings', t.settings, t.settingsAlso)];
  if (me.kind !== 'staff')
    return once([
      ...menu,
      page('/my/meetings', t.meetings),
      page('/my/prepare', t.prepare),
      page('/my/answers', t.answers),
      page('/my/sharing', t.sharing, t.sharingAlso),
      ...own,
    ]);
  if (me.assignment?.role === 'leader') return once([...menu, ...own]);
  const about =
    (path: string): ((id: string) => string) =>
    (id) =>
      `/persons/${id}${path}`;
  const unit = me.assignment?.unit?.id;
  return once([
    { id: 'signal', kind: 'deed', name: t.signal, also: t.signalAlso, to: '/signal' },
    { id: 'offer', kind: 'deed', name: t.offer, also: t.offerAlso, about: about('/offer') },
    { id: 'need', kind: 'deed', name: t.need, also: t.needAlso, about: about('/need') },
    { id: 'plan', kind: 'deed', name: t.plan, also: t.planAlso, about: about('/plan') },
    { id: 'meeting', kind: 'deed', name: t.meeting, also: t.meetingAlso, about: about('/plan/call') },
    { id: 'consent', kind: 'deed', name: t.consent, also: t.consentAlso, about: about('/consent') },
    { id: 'register', kind: 'deed', name: t.register, also: t.registerAlso, to: '/persons/new' },
    ...menu,
    ...(unit ? [page(`/units/${unit}`, t.unit, t.unitAlso)] : []),
    ...(me.assignment?.role === 'head' ? [page('/emergencies', t.emergencies)] : []),
    page('/plans/free-times', t.freeTimes),
    page('/mail', t.mail),
    ...own,
  ]);
}

const once = (all: readonly Place[]): readonly Place[] => [...new Map(all.map((place) => [place.id, place])).values()];
