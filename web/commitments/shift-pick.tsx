import { useState } from 'react';
import type { Instant } from '../../contract/kernel/time.ts';
import { todayRoutes, type Workday } from '../../contract/today.ts';
import { currentInstant } from '../kernel/now.ts';
import { useRead } from '../kernel/read.ts';
import { useMe } from '../kernel/session.ts';
import { useText } from '../kernel/text.ts';
import { endOf, likelyShift, nextAt } from './shift.ts';
import { text } from './text.ts';

export interface MyShift {
  readonly shifts: Workday['shifts'];
  /** A shift's code, or a time on the wall that one has set oneself. */
  readonly chosen: string;
  readonly until: Instant | null;
  readonly choose: (chosen: string) => void;
}

const clock = /^\d\d:\d\d$/u;
const hour = 3_600_000;

/** The shift that one works, remembered for the assignment on this device; from the beginning the likeliest at this hour. */
export function useMyShift(): MyShift {
  const name = `shift:${useMe().assignment?.id ?? ''}`;
  const { data } = useRead(todayRoutes.workday, {}, { staleTime: hour });
  const [chosen, setChosen] = useState(() => remembered(name));
  const [now] = useState(currentInstant);
  const shifts = data?.shifts ?? [];
  const shift = shifts.find(({ code }) => code === chosen) ?? likelyShift(shifts, now);
  const own = clock.test(chosen);
  return {
    shifts,
    chosen: own ? chosen : (shift?.code ?? ''),
    until: !data ? null : own ? nextAt(chosen, now) : shift ? endOf(shift, now) : now + 8 * hour,
    choose(next) {
      setChosen(next);
      try {
        localStorage.setItem(name, next);
      } catch {
        // Refused storage: the choice holds as long as the page is open.
      }
    },
  };
}

function remembered(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** Day, evening, night, or an end of one's own. */
export function ShiftPick({ shift: { shifts, chosen, choose } }: { readonly shift: MyShift }) {
  const t = useText(text);
  const own = clock.test(chosen);
  return (
    <div className="shift-pick no-print">
      <select
        className="input filter-choice"
        aria-label={t.shift.pick}
        value={own ? 'own' : chosen}
        onChange={(event) => choose(event.target.value === 'own' ? '16:30' : event.target.value)}
      >
        {shifts.map(({ code, from, to }) => (
          <option key={code} value={code}>
            {t.shift.codes[code] ?? code} {from.replace(':', '.')}–{to.replace(':', '.')}
          </option>
        ))}
        <option value="own">{t.shift.own}</option>
      </select>
      {own && (
        <input
          className="input filter-choice"
          type="time"
          aria-label={t.shift.ends}
          value={chosen}
          onChange={(event) => clock.test(event.target.value) && choose(event.target.value)}
        />
      )}
    </div>
  );
}
