import type { FollowUpStood } from '../../contract/follow-ups.ts';

const stood: Record<FollowUpStood, string> = {
  held: 'Hållna i tid',
  late: 'Hållna sent',
  missing: 'Inte hållna',
  coming: 'Kommande',
  no_next: 'Utan ny tid',
};

export const sv = {
  stood,
  title: 'Uppföljningar',
  lead: 'Planer som skulle följas upp, månad för månad: hållna i tid, hållna sent och inte hållna. Bara siffror om enheter, inget om personer.',
  level: 'Visa per',
  byUnit: 'Enhet',
  byAuthority: 'Huvudman',
  month: 'Månad',
  due: 'Skulle hållas',
  onTime: 'I tid',
  sum: 'Summa',
  open: (stands: string, month: string, count: number) => `${stands} i ${month}: ${count}. Visa planerna`,
  behind: (stands: string, month: string) => `${stands}, ${month}`,
  behindNone: 'Inga planer som ni får se.',
  behindFewer: 'Siffran räknar också planer som ni inte får se.',
  close: 'Stäng listan',
  empty: 'Ingen uppföljning har varit aktuell de här månaderna.',
  withheld: (count: number, under: number) =>
    count === 1
      ? `1 siffra visas inte per enhet, eftersom den är mindre än ${under} eller skulle röja en sådan. Den är med per huvudman.`
      : `${count} siffror visas inte per enhet, eftersom de är mindre än ${under} eller skulle röja en sådan. De är med per huvudman.`,
  all: 'Alla planer',
  toEnd: 'Avsluta eller förnya',
  toEndLead: 'Allt i planen är slut. Avsluta den tillsammans med personen, eller förnya den.',
  toEndNone: 'Ingen plan väntar på att avslutas eller förnyas.',
  gaps: 'Mellanrummen',
};
