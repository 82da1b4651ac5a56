import type { Notice } from '../../contract/notices.ts';
import { useUnits } from '../kernel/directory.ts';
import { useMe } from '../kernel/session.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { text } from './text.ts';

/** What a notice says in a line, and where it leads. */
export function useSay(): (notice: Notice) => { readonly line: string; readonly more?: string; readonly to: string } {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const unit = useUnits();
  const staff = useMe().kind === 'staff';
  return (notice) => {
    const { kind, what, urgency, move, gap, level } = notice;
    const who = notice.byUnitId ? (unit(notice.byUnitId)?.name ?? t.someone) : staff ? t.person : t.someone;
    const step = t.levels[(level ?? 0) as keyof typeof t.levels];
    const promise = notice.commitmentId ? `/?promise=${notice.commitmentId}` : '/';
    const of = what ? t.asked(common.kinds[what], urgency ? common.urgencies[urgency] : '') : undefined;
    const more = of === undefined ? {} : { more: of };
    if (!staff) return { line: ownLine(), to: what === 'message' ? '/my/messages' : (ownPlace[kind] ?? '/') };
    switch (kind) {
      case 'asked':
      case 'answered':
      case 'withdrawn':
        return { line: `${who} ${move ? t.moves[move] : ''}`, ...more, to: promise };
      case 'lapsed':
        return { line: t.lapsed, ...more, to: promise };
      case 'late':
        return { line: t.late, to: notice.commitmentId ? promise : '/gaps' };
      case 'gap':
        return { line: t.gap(gap ? further.gaps[gap] : ''), to: '/gaps' };
      case 'climbed':
        return { line: t.climbed(gap ? further.gaps[gap] : '', step), to: '/gaps' };
      case 'consent_ending':
        return { line: t.consent_ending, to: '/gaps' };
      case 'plan_changed':
      case 'plan_ready':
        return { line: t.plan_changed, to: notice.personId ? `/persons/${notice.personId}/plan` : '/plans' };
      case 'emergency':
        return { line: t.own.emergency, to: '/' };
      default:
        return kind satisfies never;
    }

    function ownLine(): string {
      if (kind === 'emergency' || kind === 'plan_ready' || kind === 'plan_changed') return t.own[kind];
      if (kind === 'asked') return t.own.asked(who);
      if (what === 'message')
        return kind === 'lapsed' ? t.own.silent : t.own.message[move === 'declined' ? 'no' : 'answered'](who);
      return t.own.answered(who, move ? t.moves[move] : '');
    }
  };
}

const ownPlace: Partial<Record<Notice['kind'], string>> = {
  answered: '/my/signal',
  lapsed: '/my/signal',
  plan_ready: '/my/plan',
  plan_changed: '/my/plan',
  emergency: '/my/log',
};
