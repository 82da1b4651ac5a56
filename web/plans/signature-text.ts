import { catalogue, type SameWords } from '../kernel/text.ts';

const sv = {
  types: {
    SIP: 'SIP, samordnad individuell plan',
    SPLPTLRV: 'Samordnad vårdplan (LPT, LRV)',
    SPU: 'Samordnad plan vid utskrivning',
    VP: 'Vårdplan',
    HP: 'Habiliteringsplan',
    RP: 'Rehabiliteringsplan',
    GP: 'Genomförandeplan',
    SVP: 'Standardiserad vårdplan',
  },
  title: 'Enheternas justering',
  why: 'Planen är upprättad först när varje enhet som svarar för något i den har justerat den (LPT 7 a §, LRV 12 a §). Ändras den ska den justeras igen.',
  signed: (when: string) => `Justerad ${when}`,
  waiting: 'Inte justerad',
  nobody: 'Ingen enhet svarar för något i planen än.',
  sign: 'Justera för vår enhet',
  done: 'Planen är justerad för er enhet',
  begin: 'Personen vårdas enligt LPT eller LRV',
  beginWhy:
    'Då gör chefsöverläkaren en samordnad vårdplan i stället för en SIP. Den kräver inget samtycke. Det personen tycker skrivs in i planen.',
  beginName: 'Vad ska planen heta?',
  beginValue: 'Samordnad vårdplan',
  beginSave: 'Börja samordnad vårdplan',
  begun: 'Planen förbereds',
} as const;
const en: SameWords<typeof sv> = {
  types: {
    SIP: 'SIP, coordinated individual plan',
    SPLPTLRV: 'Coordinated care plan (LPT, LRV)',
    SPU: 'Coordinated plan at discharge',
    VP: 'Care plan',
    HP: 'Habilitation plan',
    RP: 'Rehabilitation plan',
    GP: 'Implementation plan',
    SVP: 'Standardised care plan',
  },
  title: 'The units’ signatures',
  why: 'The plan is made only when each unit that answers for something in it has signed it (LPT 7 a, LRV 12 a). When it is changed it is signed again.',
  signed: (when: string) => `Signed ${when}`,
  waiting: 'Not signed',
  nobody: 'No unit answers for anything in the plan yet.',
  sign: 'Sign for our unit',
  done: 'The plan is signed for your unit',
  begin: 'The person is cared for under LPT or LRV',
  beginWhy:
    'Then the chief psychiatrist makes a coordinated care plan instead of a SIP. It needs no consent. What the person thinks is written in the plan.',
  beginName: 'What is the plan called?',
  beginValue: 'Coordinated care plan',
  beginSave: 'Begin a coordinated care plan',
  begun: 'The plan is being prepared',
};

export const signatureText = catalogue(sv, en);
