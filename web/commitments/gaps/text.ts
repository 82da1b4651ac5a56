import type { GapKind } from '../../../contract/gaps.ts';
import { catalogue, type SameWords } from '../../kernel/text.ts';

/** The gap in a sentence; `what` is the promise it is about, in quotation marks, or empty. */
const gapSentence: Record<GapKind, (what: string) => string> = {
  unanswered: (what) => (what ? `Ingen har svarat på ${what}.` : 'Ingen har svarat på ett erbjudande.'),
  overdue: (what) => (what ? `${what} skulle ha varit gjort.` : 'Något som är lovat skulle ha varit gjort.'),
  lapsed: (what) => (what ? `${what} förföll utan svar. Ingen har tagit det.` : 'Ett erbjudande förföll utan svar.'),
  declined_without_owner: (what) =>
    what ? `${what} blev nekat, och ingen annan har tagit det.` : 'Något blev nekat, och ingen annan har tagit det.',
  unit_closed: () => 'En enhet med ansvar har stängt. Behovet måste få en ny enhet.',
  no_care_contact: () => 'Personen har ingen fast vårdkontakt.',
  no_coordinating_contact: () => 'Flera enheter är inblandade, men ingen samordnar helheten.',
  no_omsorg_contact: () => 'Personen har hemtjänst men ingen fast omsorgskontakt.',
  consent_ending: () => 'Ett samtycke går snart ut. Fråga personen igen.',
  consent_missing_in_plan: () => 'Planen saknar personens samtycke.',
  plan_without_voice: () => 'Planen saknar personens egna ord om vad som är viktigt.',
  no_next_follow_up: () => 'Planen har ingen nästa uppföljning.',
  follow_up_overdue: () => 'Uppföljningen av planen är försenad.',
  plan_hollow: () => 'Allt i planen är slut, men planen är öppen.',
};
const gapMove: Record<GapKind, string> = {
  unanswered: 'Öppna och svara',
  overdue: 'Öppna löftet',
  lapsed: 'Fråga en ny enhet',
  declined_without_owner: 'Fråga en ny enhet',
  unit_closed: 'Lämna över behovet',
  no_care_contact: 'Utse kontakt',
  no_coordinating_contact: 'Utse kontakt',
  no_omsorg_contact: 'Utse kontakt',
  consent_ending: 'Fråga om samtycke',
  consent_missing_in_plan: 'Registrera samtycke',
  plan_without_voice: 'Skriv personens ord',
  no_next_follow_up: 'Sätt nästa uppföljning',
  follow_up_overdue: 'Följ upp planen',
  plan_hollow: 'Avsluta eller förnya planen',
};

const sv = {
  title: 'Mellanrummen',
  lead: 'Det som saknas eller är sent. Ett mellanrum försvinner när det är gjort, inte när någon har svarat.',
  mine: 'Vårt drag',
  all: 'Alla vi är del i',
  empty: 'Inga mellanrum just nu. Här visas det som ingen har svarat på, ingen äger eller ingen följer upp.',
  level: (n: number) => `${n} st`,
  answerWords: 'Vad gör ni åt det?',
  answerHint: 'Svaret syns på alla nivåer.',
  answerSend: 'Svara',
  answered: 'Svaret är sparat.',
  more: 'Visa fler',
  about: 'Gäller',
  area: 'Område',
  in: 'i',
  nextStep: 'Nästa steg',
  see: 'Se var det står',
  sentence: gapSentence,
  move: gapMove,
  quote: (what: string) => `”${what}”`,
};

const en: SameWords<typeof sv> = {
  title: 'The gaps',
  lead: 'What is missing or late. A gap goes away when it is done, not when someone has answered.',
  mine: 'Our move',
  all: 'All that we are part of',
  empty: 'No gaps right now. Here stands what nobody has answered, nobody owns or nobody follows up.',
  level: (n) => `${n}`,
  answerWords: 'What are you doing about it?',
  answerHint: 'The answer is seen on every level.',
  answerSend: 'Answer',
  answered: 'The answer is saved.',
  more: 'Show more',
  about: 'About',
  area: 'Area',
  in: 'in',
  nextStep: 'Next step',
  see: 'See where it stands',
  sentence: {
    unanswered: (what) => (what ? `Nobody has answered ${what}.` : 'Nobody has answered an offer.'),
    overdue: (what) => (what ? `${what} should have been done.` : 'Something promised should have been done.'),
    lapsed: (what) =>
      what ? `${what} lapsed without an answer. Nobody has taken it.` : 'An offer lapsed without an answer.',
    declined_without_owner: (what) =>
      what
        ? `${what} was declined, and nobody else has taken it.`
        : 'Something was declined, and nobody else has taken it.',
    unit_closed: () => 'A unit that is accountable has closed. The need must get a new one.',
    no_care_contact: () => 'The person has no named care contact.',
    no_coordinating_contact: () => 'Several units are engaged, but nobody coordinates the whole.',
    no_omsorg_contact: () => 'The person has home help but no named social care contact.',
    consent_ending: () => 'A consent is about to end. Ask the person again.',
    consent_missing_in_plan: () => 'The plan lacks the person’s consent.',
    plan_without_voice: () => 'The plan lacks the person’s own words on what matters.',
    no_next_follow_up: () => 'The plan has no next follow-up.',
    follow_up_overdue: () => 'The follow-up of the plan is late.',
    plan_hollow: () => 'Everything in the plan has ended, but the plan is open.',
  },
  move: {
    unanswered: 'Open and answer',
    overdue: 'Open the promise',
    lapsed: 'Ask another unit',
    declined_without_owner: 'Ask another unit',
    unit_closed: 'Hand over the need',
    no_care_contact: 'Name a contact',
    no_coordinating_contact: 'Name a contact',
    no_omsorg_contact: 'Name a contact',
    consent_ending: 'Ask for consent',
    consent_missing_in_plan: 'Record consent',
    plan_without_voice: 'Write the person’s words',
    no_next_follow_up: 'Set the next follow-up',
    follow_up_overdue: 'Follow up the plan',
    plan_hollow: 'Close or renew the plan',
  },
  quote: (what) => `“${what}”`,
};

export const text = catalogue(sv, en);
