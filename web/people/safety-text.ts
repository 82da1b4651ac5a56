import type { EmergencyCode } from '../../contract/people.ts';
import { catalogue, type SameWords } from '../kernel/text.ts';

const codes: Record<EmergencyCode, string> = {
  svod_3_6: 'Läste vad andra vård- och omsorgsgivare har skrivit',
  pdl_4_5: 'Hävde en spärr hos den egna vårdgivaren',
};

const sv = {
  emergency: {
    title: 'Nödöppning',
    lead: 'Bara vid fara för personens liv eller allvarlig risk för hälsan. Gäller i fyra timmar. Personen ser vem som öppnade och varför, och enhetschefen granskar det.',
    reason: 'Vad har hänt?',
    reasonHint: 'Minst tio tecken. Personen kan läsa det.',
    done: (until: string) => `Öppet till ${until}. Personen ser det.`,
    others: 'Läs vad andra vård- och omsorgsgivare har skrivit',
    othersWords:
      'När personen inte kan tillfrågas och uppgifterna behövs för vården som måste ges nu (SVOD, lagen om sammanhållen vård- och omsorgsdokumentation, 3 kap. 6 §). Det som är spärrat öppnas inte.',
    othersOpen: 'Öppna i nödläge',
    lift: 'Häv en spärr hos er egen vårdgivare',
    liftWords:
      'I två steg (patientdatalagen 4 kap. 5 §): först ser du vilka enheter som är spärrade, sedan öppnar du den som behövs och ingen annan.',
    step: (n: number) => `Steg ${n} av 2`,
    ask: 'Visa vad som är spärrat',
    because: 'Ditt skäl',
    which: 'Vilken enhets uppgifter behövs nu?',
    none: 'Inget är spärrat hos er egen vårdgivare.',
    elsewhere: 'Spärrat hos andra. Bara de kan häva sin spärr: ring dem (SVOD 3 kap. 5 §).',
    liftOpen: 'Häv spärren i fyra timmar',
    again: 'Börja om',
    fromBlocked: 'Vid fara för liv: nödöppning',
  },
  review: {
    title: 'Nödöppningar',
    lead: 'Gjorda av någon på er enhet. Läs skälet och skriv om det var befogat. Personen läser din bedömning.',
    empty: 'Ingen på er enhet har öppnat i nödläge. Här visas varje nödöppning, de som inte är granskade först.',
    codes,
    opened: (when: string, until: string) => `${when}, gäller till ${until}`,
    lifted: 'Spärren hävdes för',
    waiting: 'Inte granskad',
    review: 'Granska',
    words: 'Din bedömning',
    hint: 'Var det befogat? Om inte: vad gör ni nu? Personen kan läsa det.',
    save: 'Spara bedömningen',
    saved: 'Bedömningen är sparad.',
    by: (name: string, when: string) => `Granskad av ${name} ${when}`,
    more: 'Visa fler',
    toList: 'Granska',
  },
  block: {
    add: 'Spärra uppgifter',
    lead: 'Bara om personen vill det. Det gäller direkt, också det som redan är skrivet. Berätta att den som vårdar då kan sakna något viktigt.',
    which: 'Vad vill personen spärra?',
    unit: (name: string) => `Det ${name} skriver`,
    unitHint: 'Ingen annan enhet läser det, inte heller hos er egen vårdgivare.',
    provider: (name: string) => `Allt hos ${name}`,
    providerHint: 'Andra vård- och omsorgsgivare läser det inte. Era egna enheter gör det.',
    save: 'Spärra',
    lift: 'Häv spärren',
    liftLead: 'Bara om personen vill det. Uppgifterna syns direkt igen för dem som har rätt att läsa.',
  },
};

const en: SameWords<typeof sv> = {
  emergency: {
    title: 'Emergency access',
    lead: 'Only in danger to the person’s life or at serious risk to health. Holds for four hours. The person sees who opened and why, and the head of the unit reviews it.',
    reason: 'What has happened?',
    reasonHint: 'At least ten characters. The person can read it.',
    done: (until) => `Open until ${until}. The person sees it.`,
    others: 'Read what other providers have written',
    othersWords:
      'When the person cannot be asked and the entries are needed for care that must be given now (Act on coherent health and social care documentation, SVOD, chapter 3, section 6). What is blocked is not opened.',
    othersOpen: 'Open in emergency',
    lift: 'Lift a block at your own provider',
    liftWords:
      'In two steps (Patient Data Act, chapter 4, section 5): first you see which units are blocked, then you open the one that is needed and no other.',
    step: (n) => `Step ${n} of 2`,
    ask: 'Show what is blocked',
    because: 'Your reason',
    which: 'Which unit’s entries are needed now?',
    none: 'Nothing is blocked at your own provider.',
    elsewhere: 'Blocked at others. Only they can lift their block: call them (SVOD, chapter 3, section 5).',
    liftOpen: 'Lift the block for four hours',
    again: 'Start over',
    fromBlocked: 'In danger to life: emergency access',
  },
  review: {
    title: 'Emergency accesses',
    lead: 'Made by someone at your unit. Read the reason and write whether it was justified. The person reads your judgement.',
    empty:
      'Nobody at your unit has opened in an emergency. Every emergency access is shown here, those not reviewed first.',
    codes: {
      svod_3_6: 'Read what other providers have written',
      pdl_4_5: 'Lifted a block at the own provider',
    },
    opened: (when, until) => `${when}, holds until ${until}`,
    lifted: 'The block was lifted for',
    waiting: 'Not reviewed',
    review: 'Review',
    words: 'Your judgement',
    hint: 'Was it justified? If not: what do you do now? The person can read it.',
    save: 'Save the judgement',
    saved: 'The judgement is saved.',
    by: (name, when) => `Reviewed by ${name} ${when}`,
    more: 'Show more',
    toList: 'Review',
  },
  block: {
    add: 'Block entries',
    lead: 'Only if the person wants it. It holds at once, also for what is already written. Tell that those who give care may then lack something important.',
    which: 'What does the person want to block?',
    unit: (name) => `What ${name} writes`,
    unitHint: 'No other unit reads it, not at your own provider either.',
    provider: (name) => `Everything at ${name}`,
    providerHint: 'Other providers do not read it. Your own units do.',
    save: 'Block',
    lift: 'Lift the block',
    liftLead: 'Only if the person wants it. The entries show at once to those who have the right to read.',
  },
};

export const safetyText = catalogue(sv, en);
