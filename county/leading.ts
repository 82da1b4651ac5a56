/** Heads and joint groups: they look at what has climbed to them and say what they do about it. The gap stands until it is done. */
import { GapBoard, type GapRow } from '../contract/gaps.ts';
import { gaps } from '../server/commitments/index.ts';
import { refusalOf } from '../server/kernel/refusal.ts';
import { DAY, HOUR } from './answering.ts';
import { demoUnits } from './personas.ts';
import type { Course, Lane } from './lane.ts';
import type { Place, Stage } from './stage.ts';

const heads = [
  'Jag tar det med gruppen vid morgonmötet.',
  'Vi har ringt och bett om svar i dag.',
  'Bemanningen är löst från torsdag, då svarar vi.',
  'Ansvarig sjuksköterska är utsedd och hör av sig.',
];
const groups = [
  'Tas upp på närvårdsmötet på torsdag.',
  'Vi ber båda cheferna komma med ett förslag före fredag.',
  'Samma fråga för tredje gången: vi ser över kontaktvägarna.',
  'Kapacitet flyttas tills rekryteringen är klar.',
];
const strategic = [
  'Vi tar med frågan till budgetdialogen.',
  'Uppdrag till den operativa gruppen: redovisa orsaken inom en månad.',
];

/** Rounds of the joint groups on Thursdays, and of some heads, the demo's among them, on Mondays, at ten. */
export async function* lead(stage: Stage, lane: Lane): Course {
  const joint = [...stage.places.values()].filter(({ branch }) => branch === 'joint');
  const headed = [
    demoUnits.homeCare,
    demoUnits.homeHelp,
    demoUnits.primaryCare,
    'hsv.lidkoping.norr',
    'vc.agarden',
  ].map((key) => stage.place(key));
  for (;;) {
    yield stage.calendar.nextOpen(stage.calendar.on(lane.now, 1, 10 * 60), {
      from: 10 * 60,
      to: 11 * 60,
      everyDay: false,
    });
    const weekday = new Date(lane.now).getUTCDay();
    if (weekday === 4)
      for (const place of joint)
        await round(stage, lane, place, place.kind === 'joint_strategic_group' ? strategic : groups, 2);
    if (weekday === 1) for (const place of headed) await round(stage, lane, place, heads, 3);
  }
}

async function round(stage: Stage, lane: Lane, place: Place, words: readonly string[], most: number): Promise<void> {
  const leader = place.members.find(({ role }) => role === 'head' || role === 'leader');
  if (!leader) return;
  const request = await stage.asStaff(leader, lane.now);
  const { ground } = lane;
  const board = GapBoard.parse(JSON.parse(await gaps.listGaps(ground, request, { limit: 30, state: 'open' })));
  const unanswered = [...board.rows, ...board.previews].filter(({ answers }) =>
    answers.every(({ unitId, at }) => unitId !== place.id || Date.parse(at) < lane.now - 10 * DAY - HOUR),
  );
  // The clock numbers gaps in the order in which it meets them, so their ids say nothing that the seed has decided.
  const sorted = unanswered.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (const gap of lane.random.shuffle(sorted).slice(0, lane.random.int(0, most))) {
    try {
      await gaps.answerGap({ ground, deadline: stage.deadline }, request, lane.once(), gap.id, lane.random.pick(words));
      stage.done['answer gap'] = (stage.done['answer gap'] ?? 0) + 1;
    } catch (error) {
      if (!refusalOf(error)) throw error;
    }
  }
}

const orderOf = ({ since, kind, moveUnitId, municipality, level, subjectId }: GapRow): string =>
  [since, kind, moveUnitId, municipality, level, subjectId].join('|');
