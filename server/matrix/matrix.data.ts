// oxfmt-ignore-file
/**
 * The access matrix: who sees what of whom, on every path, written from the law and docs/security.md and not from the program. Data only;
 * `matrix.test.ts` runs it against the real server.
 *
 * Every case is one person. Every unit below has written about that person: a need, words of the person, a promise and a goal, so a letter in
 * a cell says that exactly these units' entries, ids and names are in the answer, and every other unit's nowhere in it.
 *
 *     H home health care      )                         O home help   ) omsorg, one        C primary care ) the region's      F family social services
 *     W its sister unit       ) municipal health care   B assessor    ) provider           D hospital ward) provider, health  S school health
 *     R rehab: another provider of the municipality     N nursing home: another omsorg     K private clinic                   V the person's own words
 *     U another unit of the region, in nobody's circle until it accepts an offer           J joint operational group
 *
 * Columns: `find` is among the unit's persons (whole list, page by page, and total); `list` is on the unit's worklist (row, or preview without
 * the person); `total` and `pages` of what the person has said; `detail` the person's page, with what is masked (`*`) or, unmasked, not for
 * this caller (`~`): address, telephone, relatives; `promise` each unit's promise; `plan` the plan, its goals, edition, history and comparison;
 * `export`; `live` the watching page hears of a change (silent: is let in and hears nothing of this person); `log`; `why`; `gap` on the gap board;
 * `call` whom to call; `write` may add to what is written. `-` does not exist: not in the list, and for an address the very answer that an id of
 * nobody gets. `none` is let in and sees nothing. `role` is a role that has no such page; `401` and `403` are for nobody at all.
 */
export type Letter = 'H' | 'W' | 'R' | 'O' | 'B' | 'N' | 'C' | 'D' | 'K' | 'F' | 'S' | 'U' | 'V';
export const writers = 'HWROBNCDKFS';

/** What is done before anyone looks, by real commands. `by` is who does it, units are their letters. */
export type Arranged =
  | {
      by: string;
      consent: 'disclosure' | 'shared_record';
      answer: 'yes' | 'no';
      units: string;
      except?: string;
      fate?: 'withdrawn' | 'expired';
    }
  | { by: string; block: 'unit' | 'provider'; of: string; fate?: 'lifted' }
  | { by: string; ground: string; to: string; fate?: 'ended' }
  | { by: string; offer: string; fate?: 'accept' | 'decline' | 'withdraw' }
  | { by: string; emergency: 'svod_3_6' | 'pdl_4_5'; of?: string; fate?: 'over' }
  | { by: string; relative: string; shares: string; fate?: 'unshared' | 'ended' }
  | { by: string; unmask: string };

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly protection?: 'confidential' | 'protected_registration';
  /** A unit that has left the circle before the other things are done. */
  readonly left?: string;
  readonly arranged: readonly Arranged[];
  readonly rows: string;
}

export const columns = [
  'find',
  'list',
  'total',
  'pages',
  'detail',
  'promise',
  'plan',
  'export',
  'live',
  'log',
  'why',
  'gap',
  'call',
  'write',
] as const;
export type Column = (typeof columns)[number];
export type Row = Readonly<Record<Column | 'who' | 'intent', string>>;

/** The rows of a table whose first line names its columns. */
export function rowsOf<K extends string>(table: string): Readonly<Record<K, string>>[] {
  const lines = table
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length > 0);
  const [names = [], ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) as Record<K, string>);
}

export const cases: readonly Case[] = [
  {
    name: 'plain',
    title: 'Eleven units of seven providers in the circle; nobody has been asked for anything',
    arranged: [],
    rows: `
      | who       | find | list | total | pages        | detail       | promise     | plan        | export       | live | log  | why  | gap     | call        | write | intent
      | H         | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -    | HWRV | row     | HWR         | yes   | The own unit, the own provider and the same authority’s health care; what the person says is for the whole circle
      | H:head    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | unit | HWRV | row     | HWR         | yes   | The head reads as the staff do, and besides sees what the own unit has read
      | W         | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -    | HWRV | -       | HWR         | yes   | Another unit of the same provider, in the circle, reads as the first one (PDL 4:1)
      | R         | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -    | HWRV | -       | HWR         | yes   | Another provider of the same authority, both health care (OSL 25:11)
      | O         | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told | -    | OBNV | -       | OBN         | yes   | Home help reads social care of its municipality, never the municipality’s health care (OSL 26:1)
      | B         | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told | -    | OBNV | -       | OBN         | yes   | The assessor likewise
      | N         | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told | -    | OBNV | -       | OBN         | yes   | Another omsorg provider of the same municipality (OSL 26:9 c)
      | C         | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -    | CDV  | -       | CD          | yes   | The region’s primary care reads the region’s hospital, and no municipality
      | C:head    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | unit | CDV  | -       | CD          | yes   | A head of another authority sees no more than its unit, and only its own unit’s log
      | D         | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -    | CDV  | -       | CD          | yes   | The ward likewise
      | K         | yes  | row  | 2     | KV           | KV           | K           | -           | KV           | told | -    | KV   | -       | K           | yes   | A private company is an area of its own: being in the circle opens nobody else
      | F         | yes  | row  | 2     | FV           | FV           | F           | -           | FV           | told | -    | FV   | -       | F           | yes   | Family social services stand outside SVOD and read only themselves
      | S         | yes  | row  | 2     | SV           | SV           | S           | -           | SV           | told | -    | SV   | -       | S           | yes   | School health reads only itself
      | U         | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -    | -       | -           | -     | A unit of the region that has never met the person, though its provider has: nothing exists
      | J         | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -    | preview | -           | -     | The joint group sees that something has climbed, never about whom
      | self      | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all  | role | role    | HWROBNCDKFS | yes   | The person sees everything, whoever wrote it
      | other     | role | role | -     | -            | -            | -           | -           | -            | -    | -    | role | role    | -           | -     | Another person signed in: this one does not exist
      | daughter  | role | role | 0     | none         | none~        | -           | -           | none         | silent | -    | role | role    | none        | role  | Nothing shared: she knows whom it is about, and nothing more
      | foreign   | role | role | -     | -            | -            | -           | -           | -            | -    | -    | role | role    | -           | role  | Somebody else’s relative: this person does not exist
      | H:ended   | 403  | 403  | 403   | 403          | 403          | 403         | 403         | 403          | 401  | 403  | 403  | 403     | 403         | 403   | An assignment that has ended opens nothing, whatever the cookie says
      | closed    | 403  | 403  | 403   | 403          | 403          | 403         | 403         | 403          | 401  | 403  | 403  | 403     | 403         | 403   | Staff of a unit that has closed
      | H:revoked | 401  | 401  | 401   | 401          | 401          | 401         | 401         | 401          | 401  | 401  | 401  | 401     | 401         | 401   | A session that has been revoked
      | out       | 401  | 401  | 401   | 401          | 401          | 401         | 401         | 401          | 401  | 401  | 401  | 401     | 401         | 401   | Nobody is signed in`,
  },
  {
    name: 'told',
    title: 'The person has said yes to telling between home health care and primary care',
    arranged: [{ by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why   | gap  | call        | write | intent
      | H    | yes  | row  | 5     | HWRCV        | HWRCV        | HWRC        | HWRC        | HWRCV        | told | -   | HWRCV | row  | HWRC        | yes   | A yes that names both opens the other unit, and no more of its provider
      | C    | yes  | row  | 4     | HCDV         | HCDV         | HCD         | HCD         | HCDV         | told | -   | HCDV  | -    | HCD         | yes   | And the other way; the same provider’s other unit stays closed
      | W    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV  | -    | HWR         | yes   | A colleague unit that was not named gains nothing
      | D    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV   | -    | CD          | yes   | The ward is of the same provider as the one named, and is not named
      | O    | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told | -   | OBNV  | -    | OBN         | yes   | Home help is not named
      | K    | yes  | row  | 2     | KV           | KV           | K           | -           | KV           | told | -   | KV    | -    | K           | yes   | The private clinic is not named
      | U    | -    | -    | -     | -            | -            | -           | -           | -            | -    | -   | -     | -    | -           | -     | Not in the circle
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role  | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'no',
    title: 'Asked, the person said no: a full answer',
    arranged: [{ by: 'H', consent: 'disclosure', answer: 'no', units: 'HC' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | A no opens nothing
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | On either side
      | D    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | Nor beside it
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees the own no`,
  },
  {
    name: 'takenback',
    title: 'Said yes, then took it back',
    arranged: [{ by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC', fate: 'withdrawn' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | Withdrawn: in effect from the next request
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | On either side
      | W    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | -    | HWR         | yes   | And as before for who was never named
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees that it was withdrawn`,
  },
  {
    name: 'runout',
    title: 'Said yes for a time, which has passed',
    arranged: [{ by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC', fate: 'expired' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | A yes past its end opens nothing
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | On either side
      | U    | -    | -    | -     | -            | -            | -           | -           | -            | -    | -   | -    | -    | -           | -     | Nothing for others
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees that it has ended`,
  },
  {
    name: 'shared',
    title:
      'The person lets home health care and primary care read the shared record, except the ward’s entries; social services and school were named in vain',
    arranged: [{ by: 'self', consent: 'shared_record', answer: 'yes', units: 'HCFS', except: 'D' }],
    rows: `
      | who    | find | list | total | pages        | detail       | promise     | plan        | export       | live | log  | why        | gap     | call        | write | intent
      | H      | yes  | row  | 9     | HWROBNCKV    | HWROBNCKV    | HWROBNCK    | HWROBNCK    | HWROBNCKV    | told | -    | HWROBNCKV  | row     | HWROBNCK    | yes   | SVOD 3:1: all health care and omsorg but the ward that was excepted; never social services or school
      | H:head | yes  | row  | 9     | HWROBNCKV    | HWROBNCKV    | HWROBNCK    | HWROBNCK    | HWROBNCKV    | told | unit | HWROBNCKV  | row     | HWROBNCK    | yes   | The head of the same unit likewise
      | C      | yes  | row  | 10    | HWROBNCDKV   | HWROBNCDKV   | HWROBNCDK   | HWROBNCDK   | HWROBNCDKV   | told | -    | HWROBNCDKV | -       | HWROBNCDK   | yes   | Its own provider’s ward is not barred by it: inside one provider only a block bars
      | D      | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -    | CDV        | -       | CD          | yes   | The excepted unit is no reader
      | W      | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -    | HWRV       | -       | HWR         | yes   | Consent is for the units it names
      | O      | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told | -    | OBNV       | -       | OBN         | yes   | Not named
      | F      | yes  | row  | 2     | FV           | FV           | F           | -           | FV           | told | -    | FV         | -       | F           | yes   | Outside SVOD no consent opens the shared record (SVOD 3:7)
      | S      | yes  | row  | 2     | SV           | SV           | S           | -           | SV           | told | -    | SV         | -       | S           | yes   | Nor for school health
      | K      | yes  | row  | 2     | KV           | KV           | K           | -           | KV           | told | -    | KV         | -       | K           | yes   | Its entries are read by others and it reads nobody’s
      | U      | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -          | -       | -           | -     | Not in the circle
      | J      | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -          | preview | -           | -     | The joint group least of all
      | self   | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all  | role       | role    | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'sharedback',
    title: 'Took the shared record back',
    arranged: [{ by: 'self', consent: 'shared_record', answer: 'yes', units: 'HCFS', except: 'D', fate: 'withdrawn' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | Nothing beyond the law’s own grounds
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | Nor here
      | F    | yes  | row  | 2     | FV           | FV           | F           | -           | FV           | told | -   | FV   | -    | F           | yes   | Nor here
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'sharedout',
    title: 'The shared record was for a time, which has passed',
    arranged: [{ by: 'self', consent: 'shared_record', answer: 'yes', units: 'HCFS', except: 'D', fate: 'expired' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | Nothing beyond the law’s own grounds
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | Nor here
      | F    | yes  | row  | 2     | FV           | FV           | F           | -           | FV           | told | -   | FV   | -    | F           | yes   | Nor here
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'sharedno',
    title: 'Said no to the shared record',
    arranged: [{ by: 'self', consent: 'shared_record', answer: 'no', units: 'HCFS', except: 'D' }],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | Nothing beyond the law’s own grounds
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV  | -    | CD          | yes   | Nor here
      | F    | yes  | row  | 2     | FV           | FV           | F           | -           | FV           | told | -   | FV   | -    | F           | yes   | Nor here
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'blockunit',
    title: 'Yes to telling between the two, and the person has blocked primary care’s entries',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC' },
      { by: 'self', block: 'unit', of: 'C' },
    ],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | A block goes before consent
      | C    | yes  | row  | 4     | HCDV         | HCDV         | HCD         | HCD         | HCDV         | told | -   | HCDV | -    | HCD         | yes   | The blocked unit still reads what it wrote itself, and what it is told
      | D    | yes  | row  | 2     | DV           | DV           | D           | -           | DV           | told | -   | DV   | -    | D           | yes   | An inner block closes towards the other units of the same provider (PDL 4:4)
      | K    | yes  | row  | 2     | KV           | KV           | K           | -           | KV           | told | -   | KV   | -    | K           | yes   | Others are as they were
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees what was blocked`,
  },
  {
    name: 'blockprovider',
    title: 'The shared record for home health care, and the region’s provider blocked',
    arranged: [
      { by: 'self', consent: 'shared_record', answer: 'yes', units: 'H' },
      { by: 'self', block: 'provider', of: 'C' },
    ],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why      | gap  | call        | write | intent
      | H    | yes  | row  | 8     | HWROBNKV     | HWROBNKV     | HWROBNK     | HWROBNK     | HWROBNKV     | told | -   | HWROBNKV | row  | HWROBNK     | yes   | Nothing from any unit of the blocked provider (SVOD 2:3); the rest of the shared record stays
      | C    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV      | -    | CD          | yes   | Inside the provider an outer block bars nobody
      | D    | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told | -   | CDV      | -    | CD          | yes   | Likewise the ward
      | K    | yes  | row  | 2     | KV           | KV           | K           | -           | KV           | told | -   | KV       | -    | K           | yes   | Others as before
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role     | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'blockown',
    title: 'The provider of home health care blocked towards others',
    arranged: [{ by: 'self', block: 'provider', of: 'H' }],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | H   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row | HWR  | yes   | The blocked provider’s own unit reads as before
      | W   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | -   | HWR  | yes   | And its other unit
      | R   | yes  | row  | 2     | RV    | RV     | R       | -    | RV     | told | -   | RV   | -   | R    | yes   | The same authority’s other provider is outside the block: not even OSL 25:11 passes it
      | C   | yes  | row  | 3     | CDV   | CDV    | CD      | -    | CDV    | told | -   | CDV  | -   | CD   | yes   | As before`,
  },
  {
    name: 'lifted',
    title: 'Blocked, then lifted by the person',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC' },
      { by: 'self', block: 'unit', of: 'C', fate: 'lifted' },
    ],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why   | gap | call | write | intent
      | H   | yes  | row  | 5     | HWRCV | HWRCV  | HWRC    | HWRC | HWRCV  | told | -   | HWRCV | row | HWRC | yes   | Lifted: the yes holds again
      | D   | yes  | row  | 3     | CDV   | CDV    | CD      | -    | CDV    | told | -   | CDV   | -   | CD   | yes   | And inside the provider
      | C   | yes  | row  | 4     | HCDV  | HCDV   | HCD     | HCD  | HCDV   | told | -   | HCDV  | -   | HCD  | yes   | The unit itself as ever`,
  },
  {
    name: 'former',
    title: 'Home health care has left the circle; a yes between it and primary care is still recorded',
    left: 'H',
    arranged: [{ by: 'C', consent: 'disclosure', answer: 'yes', units: 'HC' }],
    rows: `
      | who    | find | list | total | pages        | detail       | promise     | plan        | export       | live   | log  | why  | gap  | call       | write | intent
      | H      | -    | row  | 1     | H            | H~           | H           | H           | H            | silent | -    | H    | row  | none       | -     | A unit that has left reads what it wrote, and nothing of others; a consent is no key without a relation
      | H:head | -    | row  | 1     | H            | H~           | H           | H           | H            | silent | unit | H    | row  | none       | -     | Its head too, and the own unit’s log
      | W      | yes  | row  | 4     | HWRV         | HWRV         | HWR         | HWR         | HWRV         | told   | -    | HWRV | -    | WR         | yes   | What the unit wrote stays readable within the provider; whom to call no longer names it
      | C      | yes  | row  | 4     | HCDV         | HCDV         | HCD         | HCD         | HCDV         | told   | -    | HCDV | -    | CD         | yes   | And to the one it told
      | O      | yes  | row  | 4     | OBNV         | OBNV         | OBN         | -           | OBNV         | told   | -    | OBNV | -    | OBN        | yes   | Others as before
      | U      | -    | -    | -     | -            | -            | -           | -           | -            | -      | -    | -    | -    | -          | -     | Nothing for others
      | self   | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told   | all  | role | role | WROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'nokey',
    title: 'Yes to telling a unit that has never met the person',
    arranged: [{ by: 'H', consent: 'disclosure', answer: 'yes', units: 'HU' }],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | U   | -    | -    | -     | -     | -      | -       | -    | -      | -    | -   | -    | -   | -    | -     | Consent alone opens no door: the unit is not in the circle
      | H   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row | HWR  | yes   | And the giver gains nothing by it`,
  },
  {
    name: 'protected',
    title: 'Sekretessmarkering; the head of home health care has named one nurse',
    protection: 'confidential',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HC' },
      { by: 'H:head', unmask: 'H:named' },
      { by: 'self', relative: 'daughter', shares: 'circle needs' },
    ],
    rows: `
      | who      | find | list | total | pages        | detail       | promise     | plan        | export       | live | log  | why   | gap     | call        | write | intent
      | H        | yes  | row  | 5     | HWRCV        | HWRCV*       | HWRC        | HWRC        | HWRCV        | told | -    | HWRCV | row     | HWRC        | yes   | Reads the care, and neither address, telephone nor relatives anywhere
      | H:named  | yes  | row  | 5     | HWRCV        | HWRCV        | HWRC        | HWRC        | HWRCV        | told | -    | HWRCV | row     | HWRC        | yes   | The named one sees the address
      | H:head   | yes  | row  | 5     | HWRCV        | HWRCV*       | HWRC        | HWRC        | HWRCV        | told | unit | HWRCV | row     | HWRC        | yes   | Naming another does not unmask oneself
      | W        | yes  | row  | 4     | HWRV         | HWRV*        | HWR         | HWR         | HWRV         | told | -    | HWRV  | -       | HWR         | yes   | A colleague unit is masked
      | C        | yes  | row  | 4     | HCDV         | HCDV*        | HCD         | HCD         | HCDV         | told | -    | HCDV  | -       | HCD         | yes   | Another authority is masked
      | O        | yes  | row  | 4     | OBNV         | OBNV*        | OBN         | -           | OBNV         | told | -    | OBNV  | -       | OBN         | yes   | Home help is masked: it must be named by its own head
      | U        | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -     | -       | -           | -     | Nothing for others
      | J        | -    | -    | -     | -            | -            | -           | -           | -            | -    | -    | -     | preview | -           | -     | Nor here
      | self     | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all  | role  | role    | HWROBNCDKFS | yes   | The person sees the own address
      | daughter | role | role | 0     | none         | HWROBNCDKFS* | -           | -           | HWROBNCDKFS  | told | -    | role  | role    | HWROBNCDKFS | role  | What was shared, and nothing protected`,
  },
  {
    name: 'moved',
    title: 'Skyddad folkbokföring: registered elsewhere',
    protection: 'protected_registration',
    arranged: [],
    rows: `
      | who  | find | list | total | pages        | detail       | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | H    | yes  | row  | 4     | HWRV         | HWRV*        | HWR         | HWR         | HWRV         | told | -   | HWRV | row  | HWR         | yes   | Masked just the same
      | K    | yes  | row  | 2     | KV           | KV*          | K           | -           | KV           | told | -   | KV   | -    | K           | yes   | Masked
      | S    | yes  | row  | 2     | SV           | SV*          | S           | -           | SV           | told | -   | SV   | -    | S           | yes   | Masked
      | self | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees it all`,
  },
  {
    name: 'ground',
    title: 'Primary care has disclosed to home help on OSL 25:12',
    arranged: [{ by: 'C', ground: 'osl_25_12', to: 'O' }],
    rows: `
      | who | find | list | total | pages  | detail | promise | plan | export | live | log | why    | gap | call  | write | intent
      | O   | yes  | row  | 6     | OBNCDV | OBNCDV | OBNCD   | -    | OBNCDV | told | -   | OBNCDV | -   | OBNCD | yes   | The ground opens the disclosing provider’s entries to the unit it names
      | B   | yes  | row  | 4     | OBNV   | OBNV   | OBN     | -    | OBNV   | told | -   | OBNV   | -   | OBN   | yes   | And to no other unit of that provider
      | C   | yes  | row  | 3     | CDV    | CDV    | CD      | -    | CDV    | told | -   | CDV    | -   | CD    | yes   | It opens nothing the other way
      | H   | yes  | row  | 4     | HWRV   | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV   | row | HWR   | yes   | Nor to others
      | U   | -    | -    | -     | -      | -      | -       | -    | -      | -    | -   | -      | -   | -     | -     | Nor outside the circle`,
  },
  {
    name: 'report',
    title:
      'Home health care has reported concern for a child: the municipality’s health care to family social services (SoL 19:1)',
    arranged: [{ by: 'H', ground: 'sol_19_1', to: 'F' }],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | F   | yes  | row  | 4     | HWFV  | HWFV   | HWF     | HWF  | HWFV   | told | -   | HWFV | -   | HWF  | yes   | Only the disclosing provider; not the authority’s other health care
      | S   | yes  | row  | 2     | SV    | SV     | S       | -    | SV     | told | -   | SV   | -   | S    | yes   | School is no party
      | H   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row | HWR  | yes   | The reporter gains nothing`,
  },
  {
    name: 'groundover',
    title: 'The ground has been ended',
    arranged: [{ by: 'C', ground: 'osl_25_12', to: 'O', fate: 'ended' }],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | O   | yes  | row  | 4     | OBNV  | OBNV   | OBN     | -    | OBNV   | told | -   | OBNV | -   | OBN  | yes   | An ended ground opens nothing
      | C   | yes  | row  | 3     | CDV   | CDV    | CD      | -    | CDV    | told | -   | CDV  | -   | CD   | yes   | As before`,
  },
  {
    name: 'asked',
    title: 'Home health care has asked a unit outside the circle, which has not answered',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HU' },
      { by: 'H', offer: 'U' },
    ],
    rows: `
      | who | find | list    | total | pages | detail | promise | plan | export | live | log | why  | gap     | call | write | intent
      | U   | -    | preview | -     | -     | -      | preview | -    | -      | -    | -   | -    | -       | -    | -     | Before the yes: need, area and urgency, and not who
      | H   | yes  | row     | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row     | HWR  | yes   | The giver waits
      | C   | yes  | row     | 3     | CDV   | CDV    | CD      | -    | CDV    | told | -   | CDV  | -       | CD   | yes   | The rest of the circle as before
      | J   | -    | -       | -     | -     | -      | -       | -    | -      | -    | -   | -    | preview | -    | -     | Nor the joint group`,
  },
  {
    name: 'accepted',
    title: 'The unit has said yes',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HU' },
      { by: 'H', offer: 'U', fate: 'accept' },
    ],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why   | gap | call | write | intent
      | U   | yes  | row  | 4     | HCDV  | HCDUV  | HCD     | HCD  | HCDUV  | told | -   | HCDUV | -   | HCDU | yes   | From the yes: who it is, what the one who asked has written, and its own provider’s; no other’s of the giver’s authority
      | H   | yes  | row  | 4     | HWRV  | HWRUV  | HWR     | HWR  | HWRUV  | told | -   | HWRUV | row | HWRU | yes   | The giver reads the receiver, as the consent says
      | W   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV  | -   | HWR  | yes   | A yes to one is no yes to its colleagues
      | C   | yes  | row  | 3     | CDV   | CDUV   | CD      | -    | CDUV   | told | -   | CDUV  | -   | CDU  | yes   | Primary care is of the receiver’s provider: it now sees that the unit is there`,
  },
  {
    name: 'declined',
    title: 'The unit has said no',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HU' },
      { by: 'H', offer: 'U', fate: 'decline' },
    ],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap     | call | write | intent
      | U   | -    | -    | -     | -     | -      | preview | -    | -      | -    | -   | -    | preview | -    | -     | It keeps what it was shown and answered, sees that nobody has taken it, and never learns about whom
      | H   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row     | HWR  | yes   | The need is still the giver’s`,
  },
  {
    name: 'regretted',
    title: 'The giver has taken the offer back',
    arranged: [
      { by: 'H', consent: 'disclosure', answer: 'yes', units: 'HU' },
      { by: 'H', offer: 'U', fate: 'withdraw' },
    ],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | U   | -    | -    | -     | -     | -      | preview | -    | -      | -    | -   | -    | -   | -    | -     | Taken back before anyone was told: nothing of the person was ever shown
      | H   | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row | HWR  | yes   | As before`,
  },
  {
    name: 'danger',
    title:
      'The ward had left; in danger to life one of its nurses opens emergency access. The private company is blocked',
    left: 'D',
    arranged: [
      { by: 'self', block: 'provider', of: 'K' },
      { by: 'D', emergency: 'svod_3_6' },
    ],
    rows: `
      | who         | find | list | total | pages        | detail       | promise     | plan        | export       | live   | log | why       | gap  | call       | write | intent
      | D           | -    | row  | 9     | HWROBNCDV    | HWROBNCDV    | HWROBNCD    | HWROBNCD    | HWROBNCDV    | told   | -   | HWROBNCDV | -    | HWROBNC    | yes   | SVOD 3:6: health care and omsorg that is not blocked; never social services and school
      | D:colleague | -    | row  | 1     | D            | D~           | D           | -           | D            | silent | -   | D         | -    | none       | -     | Emergency access is the one’s who asked, not the unit’s
      | C           | yes  | row  | 3     | CDV          | CDV          | CD          | -           | CDV          | told   | -   | CDV       | -    | C          | yes   | Nobody else gains by it
      | U           | -    | -    | -     | -            | -            | -           | -           | -            | -      | -   | -         | -    | -          | -     | Nor outside the circle
      | self        | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told   | all | role      | role | HWROBNCKFS | yes   | The person sees who did it and why`,
  },
  {
    name: 'dangerover',
    title: 'The four hours have passed',
    left: 'D',
    arranged: [{ by: 'D', emergency: 'svod_3_6', fate: 'over' }],
    rows: `
      | who | find | list | total | pages | detail | promise | plan | export | live   | log | why | gap | call | write | intent
      | D   | -    | row  | 1     | D     | D~     | D       | -    | D      | silent | -   | D   | -   | none | -     | Over: as any unit that has left
      | C   | yes  | row  | 3     | CDV   | CDV    | CD      | -    | CDV    | told   | -   | CDV | -   | C    | yes   | As before`,
  },
  {
    name: 'innerlift',
    title: 'Primary care is blocked; a nurse at the ward lifts that one block (PDL 4:5)',
    arranged: [
      { by: 'self', block: 'unit', of: 'C' },
      { by: 'D', emergency: 'pdl_4_5', of: 'C' },
    ],
    rows: `
      | who         | find | list | total | pages | detail | promise | plan | export | live | log | why  | gap | call | write | intent
      | D           | yes  | row  | 3     | CDV   | CDV    | CD      | -    | CDV    | told | -   | CDV  | -   | CD   | yes   | The unit whose block was lifted, and nothing more
      | D:colleague | yes  | row  | 2     | DV    | DV     | D       | -    | DV     | told | -   | DV   | -   | D    | yes   | For the one who asked, alone
      | H           | yes  | row  | 4     | HWRV  | HWRV   | HWR     | HWR  | HWRV   | told | -   | HWRV | row | HWR  | yes   | No wider`,
  },
  {
    name: 'family',
    title:
      'Four relatives: one is shown needs and voice, one promises, plan and circle, one log and consents; from one it has all been taken back',
    arranged: [
      { by: 'self', relative: 'daughter', shares: 'needs voice' },
      { by: 'self', relative: 'son', shares: 'promises plan circle' },
      { by: 'self', relative: 'sister', shares: 'log consents' },
      { by: 'self', relative: 'brother', shares: 'needs voice log', fate: 'unshared' },
      { by: 'self', relative: 'cousin', shares: 'needs voice log plan', fate: 'ended' },
    ],
    rows: `
      | who      | find | list | total | pages        | detail        | promise     | plan        | export       | live | log | why  | gap  | call        | write | intent
      | daughter | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV~ | -           | -           | HWROBNCDKFSV | told | -   | role | role | none        | role  | Needs and the person’s words, of whoever wrote them; no promise, plan or log; never number or address
      | son      | role | role | 0     | none         | HWROBNCDKFSV~ | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | -   | role | role | HWROBNCDKFS | role  | Promises, plan and who is in the circle
      | sister   | role | role | 0     | none         | V~            | -           | -           | V            | told | all | role | role | none        | role  | The log and the consents
      | brother  | role | role | 0     | none         | none~         | -           | -           | none         | silent | -   | role | role | none        | role  | Taken back: from the very next request
      | cousin   | 401  | 401  | 401   | 401          | 401           | 401         | 401         | 401          | 401  | 401 | 401  | 401  | 401         | 401   | No longer a relative: the sign-in ends with it
      | foreign  | role | role | -     | -            | -             | -           | -           | -            | -    | -   | role | role | -           | role  | Somebody else’s relative
      | self     | role | role | 12    | HWROBNCDKFSV | HWROBNCDKFSV  | HWROBNCDKFS | HWROBNCDKFS | HWROBNCDKFSV | told | all | role | role | HWROBNCDKFS | yes   | The person sees all of them`,
  },
];

/** Lists that belong to the unit and to no one person: letters waiting, and emergency accesses for the head to review. */
export const unitLists = rowsOf<'who' | 'outbox' | 'emergencies' | 'intent'>(`
      | who     | outbox | emergencies | intent
      | U       | own    | role        | The unit that was asked has letters, which say that something waits and never about whom
      | H       | none   | role        | Nobody has asked home health care for anything; another unit’s letters are not shown
      | C       | none   | role        | Nor primary care, of the same provider as the one that was asked
      | D:head  | none   | own         | The head reviews what was opened at the own unit
      | C:head  | none   | none        | Another unit’s emergency access is not on this head’s list, though of the same provider
      | H:head  | none   | none        | Nor on another authority’s
      | self    | role   | role        | The person sees emergency access on the own page, not in a unit’s list
      | out     | 401    | 401         | Nobody is signed in
`);
