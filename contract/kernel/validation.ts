import { type Language, languages } from './language.ts';
import { problems } from './problems.ts';

export { type Language, languages };

/** What is wrong at one place of what was sent: `goals.0.words`, or a parameter's or header's name. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Zod's issue as far as it is read here; both its finished and its raw issues fit. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message?: string | undefined;
  readonly input?: unknown;
  readonly origin?: string | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  readonly inclusive?: boolean | undefined;
  readonly exact?: boolean | undefined;
  readonly format?: string | undefined;
  readonly divisor?: number | bigint | undefined;
  readonly expected?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly errors?: readonly (readonly Issue[])[] | undefined;
  readonly issues?: readonly Issue[] | undefined;
  readonly params?: Record<string, unknown> | undefined;
}

type Sentence = Readonly<Record<Language, string>>;
type Counted = (n: string, one: boolean) => Sentence;

/**
 * Sentences without figures. A schema names one of them with `.refine(…, { params: { code: 'end_before_start' } })`; a code of
 * `problems.ts` works too.
 */
export const fieldCodes = {
  required: { sv: 'Fyll i det här.', en: 'Fill this in.' },
  choose: { sv: 'Välj ett av alternativen.', en: 'Choose one of the options.' },
  not_text: { sv: 'Här ska det stå text.', en: 'This should be text.' },
  not_number: { sv: 'Skriv ett tal med siffror.', en: 'Write a number in figures.' },
  not_whole: { sv: 'Skriv ett helt tal.', en: 'Write a whole number.' },
  not_yes_or_no: { sv: 'Svara ja eller nej.', en: 'Answer yes or no.' },
  wrong_kind: { sv: 'Det här är inte ifyllt på rätt sätt.', en: 'This is not filled in the right way.' },
  unknown_field: { sv: 'Det här fältet finns inte.', en: 'There is no such field.' },
  unreadable_id: { sv: 'Valet gick inte att läsa. Välj igen.', en: 'The choice could not be read. Choose again.' },
  email: {
    sv: 'Skriv en e-postadress, till exempel namn@example.se.',
    en: 'Write an email address, such as name@example.se.',
  },
  date: {
    sv: 'Skriv ett datum som finns, till exempel 2026-03-03.',
    en: 'Write a date that exists, such as 2026-03-03.',
  },
  datetime: { sv: 'Skriv både dag och klockslag.', en: 'Write both day and time.' },
  time: { sv: 'Skriv ett klockslag, till exempel 09:30.', en: 'Write a time, such as 09:30.' },
  url: {
    sv: 'Skriv en webbadress, till exempel https://example.se.',
    en: 'Write a web address, such as https://example.se.',
  },
  phone: {
    sv: 'Skriv ett telefonnummer, till exempel 070-123 45 67.',
    en: 'Write a phone number, such as +46 70 123 45 67.',
  },
  format: { sv: 'Det är inte skrivet på rätt sätt.', en: 'This is not written in the right way.' },
  unwritable: {
    sv: 'Texten innehåller tecken som inte går att spara.',
    en: 'The text holds characters that cannot be stored.',
  },
  too_deep: { sv: 'Det som skickades har för många nivåer.', en: 'What was sent has too many levels.' },
  idempotency_key: {
    sv: 'Begäran saknar en nyckel på 8–100 tecken (Idempotency-Key).',
    en: 'The request lacks a key of 8–100 characters (Idempotency-Key).',
  },
  identity_in_address: {
    sv: 'Ett personnummer får inte stå i webbadressen.',
    en: 'A personal identity number may not stand in the web address.',
  },
  personal_identity: {
    sv: 'Personnumret stämmer inte. Kontrollera siffrorna.',
    en: 'The identity number is not right. Check the digits.',
  },
  organisation_identity: {
    sv: 'Organisationsnumret stämmer inte. Kontrollera siffrorna.',
    en: 'The organisation number is not right. Check the digits.',
  },
  picture_unreadable: {
    sv: 'Bilden gick inte att läsa. Välj en annan bild.',
    en: 'The picture could not be read. Choose another.',
  },
  picture_large: {
    sv: 'Bilden är för stor. Välj en mindre bild.',
    en: 'The picture is too large. Choose a smaller one.',
  },
  picture_tells_more: {
    sv: 'Bilden bär med sig plats eller tid. Välj den igen, så tas det bort.',
    en: 'The picture carries place or time. Choose it again and they are removed.',
  },
  end_before_start: { sv: 'Slutet ligger före början.', en: 'The end lies before the start.' },
  twice: { sv: 'Samma sak står två gånger.', en: 'The same thing stands twice.' },
  exactly_one: { sv: 'Ange ett av dem, inte flera.', en: 'Give one of them, not several.' },
  at_least_one: { sv: 'Ange minst ett av dem.', en: 'Give at least one of them.' },
  not_a_page: {
    sv: 'Sidan i listan finns inte. Börja om från början av listan.',
    en: 'There is no such page of the list. Begin again from its start.',
  },
  no_such_unit: { sv: 'Enheten finns inte eller har stängt.', en: 'The unit does not exist or has closed.' },
  not_so_said: {
    sv: 'Det är inte skrivet på det sätt som det kan sägas här. Den som själv svarar väljer inte hur, personal skriver om det sades muntligt eller skriftligt.',
    en: 'It is not written in a way that it can be said here. Who answers themselves does not choose how; staff write whether it was said orally or in writing.',
  },
  already_answered: {
    sv: 'Personen har redan svarat. Skriv det nya svaret i stället.',
    en: 'The person has already answered. Write the new answer instead.',
  },
  cannot_judge: {
    sv: 'Den enheten kan inte ta ställning till det. Välj en annan.',
    en: 'That unit cannot judge it. Choose another.',
  },
  overlaps: {
    sv: 'Tiden krockar med en annan fast mötestid samma veckodag.',
    en: 'The hours overlap other fixed meeting hours on the same weekday.',
  },
  ends_before_begins: { sv: 'Slutet ska vara efter början.', en: 'The end must be after the beginning.' },
  no_inpatients: {
    sv: 'Bara en enhet i slutenvården erbjuder en plan vid utskrivning.',
    en: 'Only a unit with inpatients offers a plan at discharge.',
  },
  not_in_circle: {
    sv: 'Enheten är inte med och hjälper till. Välj en annan.',
    en: 'The unit does not take part. Choose another.',
  },
  no_such_message: { sv: 'Meddelandet finns inte här.', en: 'There is no such message here.' },
  no_such_request: { sv: 'Önskemålet finns inte här.', en: 'There is no such request here.' },
  not_units: { sv: 'Enheterna går inte att läsa. Välj dem igen.', en: 'The units cannot be read. Choose them again.' },
  not_a_span: {
    sv: 'Tiden ska ha en början och ett slut, högst 14 timmar.',
    en: 'The time must have a beginning and an end, 14 hours at most.',
  },
  video_link_missing: { sv: 'Skriv länken till videomötet.', en: 'Write the link to the video meeting.' },
  outside_kept_part: {
    sv: 'Målet läses bara av några enheter. Välj någon av dem, eller personen själv.',
    en: 'Only some units read this goal. Choose one of them, or the person.',
  },
  names_the_person: {
    sv: 'Det här går med brev till kalendrar utanför. Ta bort namn och personnummer.',
    en: 'This goes by letter to calendars outside. Remove names and identity numbers.',
  },
  every_party_once: {
    sv: 'Skriv för var och en om de var med.',
    en: 'Say of each whether they were there.',
  },
  no_such_goal: { sv: 'Målet finns inte i planen.', en: 'There is no such goal in the plan.' },
  no_such_relative: { sv: 'Den närstående finns inte här.', en: 'There is no such relative here.' },
  not_region_or_municipality: {
    sv: 'Välj en region eller en kommun som ansvarig.',
    en: 'Choose a region or a municipality as responsible.',
  },
  later_than_agreed: {
    sv: 'Tiden är senare än vad överenskommelsen tillåter.',
    en: 'The time is later than the agreement allows.',
  },
  not_yet: { sv: 'Det här kan inte ha hänt än.', en: 'This cannot have happened yet.' },
  contact_in_health: {
    sv: 'Den här kontakten utses av hälso- och sjukvården (6 kap. 2–3 §§ patientlagen).',
    en: 'This contact is named by health care (Patient Act, chapter 6, sections 2–3).',
  },
  contact_in_home_help: {
    sv: 'Fast omsorgskontakt utses av hemtjänsten (10 kap. 7 § socialtjänstlagen).',
    en: 'The named social care contact is appointed by the home help (Social Services Act, chapter 10, section 7).',
  },
  contact_physician: {
    sv: 'Bara en läkare kan vara fast läkarkontakt (6 kap. 3 § patientlagen).',
    en: 'Only a physician can be the named physician (Patient Act, chapter 6, section 3).',
  },
  contact_assistant_nurse: {
    sv: 'Bara en undersköterska kan vara fast omsorgskontakt (25 kap. 4 § socialtjänstlagen).',
    en: 'Only an assistant nurse (undersköterska) can be the named social care contact (Social Services Act, chapter 25, section 4).',
  },
  every_open_goal_once: { sv: 'Bedöm varje öppet mål en gång.', en: 'Evaluate each open goal once.' },
} as const satisfies Record<string, Sentence>;

export type FieldCode = keyof typeof fieldCodes;

const counted = {
  text_short: (n, one) => ({ sv: `Skriv minst ${n} tecken.`, en: `Write at least ${n} character${one ? '' : 's'}.` }),
  text_long: (n, one) => ({ sv: `Skriv högst ${n} tecken.`, en: `Write at most ${n} character${one ? '' : 's'}.` }),
  text_exact: (n, one) => ({ sv: `Skriv precis ${n} tecken.`, en: `Write exactly ${n} character${one ? '' : 's'}.` }),
  list_short: (n) => ({ sv: `Ange minst ${n}.`, en: `Give at least ${n}.` }),
  list_long: (n) => ({ sv: `Ange högst ${n}.`, en: `Give at most ${n}.` }),
  list_exact: (n) => ({ sv: `Ange precis ${n}.`, en: `Give exactly ${n}.` }),
  at_least: (n) => ({ sv: `Det måste vara minst ${n}.`, en: `It must be at least ${n}.` }),
  at_most: (n) => ({ sv: `Det får vara högst ${n}.`, en: `It may be at most ${n}.` }),
  more_than: (n) => ({ sv: `Det måste vara mer än ${n}.`, en: `It must be more than ${n}.` }),
  less_than: (n) => ({ sv: `Det måste vara mindre än ${n}.`, en: `It must be less than ${n}.` }),
  step: (n) => ({ sv: `Ange jämna steg om ${n}.`, en: `Give whole steps of ${n}.` }),
} as const satisfies Record<string, Counted>;

const byFormat: Readonly<Record<string, FieldCode>> = {
  uuid: 'unreadable_id',
  guid: 'unreadable_id',
  uuidv7: 'unreadable_id',
  email: 'email',
  url: 'url',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  e164: 'phone',
};
const byExpected: Readonly<Record<string, FieldCode>> = {
  string: 'not_text',
  number: 'not_number',
  int: 'not_whole',
  boolean: 'not_yes_or_no',
};

interface Said {
  readonly code: string;
  readonly message: string;
}

const isFieldCode = (code: unknown): code is FieldCode => typeof code === 'string' && Object.hasOwn(fieldCodes, code);
const isProblemCode = (code: unknown): code is keyof typeof problems =>
  typeof code === 'string' && Object.hasOwn(problems, code);

/** The sentence of one of our own codes, or undefined when there is no such code. */
export function fieldMessage(code: string, language: Language): string | undefined {
  if (isFieldCode(code)) return fieldCodes[code][language];
  return isProblemCode(code) ? problems[code][language] : undefined;
}

/** One zod issue as our code and a sentence for the one who fills in. What the schema itself says is not used. */
export function say(issue: Issue, language: Language): Said {
  const plain = (code: FieldCode): Said => ({ code, message: fieldCodes[code][language] });
  const figure = (code: keyof typeof counted, n: number | bigint | undefined): Said => {
    const shown = Number(n ?? 0);
    const text = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(shown);
    return { code, message: counted[code](text, shown === 1)[language] };
  };
  const missing = issue.input === undefined || issue.input === null || issue.input === '';
  switch (issue.code ?? 'custom') {
    case 'invalid_type':
      return plain(missing ? 'required' : (byExpected[issue.expected ?? ''] ?? 'wrong_kind'));
    case 'invalid_value':
    case 'invalid_union':
      return plain('choose');
    case 'invalid_format':
      return plain(missing ? 'required' : (byFormat[issue.format ?? ''] ?? 'format'));
    case 'too_small':
      if (issue.origin === 'string') {
        if (Number(issue.minimum) <= 1) return plain('required');
        return figure(issue.exact ? 'text_exact' : 'text_short', issue.minimum);
      }
      if (issue.origin === 'array' || issue.origin === 'set')
        return figure(issue.exact ? 'list_exact' : 'list_short', issue.minimum);
      return figure(issue.inclusive === false ? 'more_than' : 'at_least', issue.minimum);
    case 'too_big':
      if (issue.origin === 'string') return figure(issue.exact ? 'text_exact' : 'text_long', issue.maximum);
      if (issue.origin === 'array' || issue.origin === 'set')
        return figure(issue.exact ? 'list_exact' : 'list_long', issue.maximum);
      return figure(issue.inclusive === false ? 'less_than' : 'at_most', issue.maximum);
    case 'not_multiple_of':
      return issue.divisor === 1 ? plain('not_whole') : figure('step', issue.divisor);
    case 'unrecognized_keys':
      return plain('unknown_field');
    default: {
      const own = [issue.params?.['code'], issue.message].find((code) => isFieldCode(code) || isProblemCode(code));
      return typeof own === 'string' ? { code: own, message: fieldMessage(own, language) ?? '' } : plain('wrong_kind');
    }
  }
}

/** As many as a form can show; a hostile body may have a million. */
const most = 50;

/**
 * Every zod issue as a line at its field, at most 50. Parse with `reportInput: true`, or what is missing cannot be told from
 * what is wrong.
 */
export function fieldProblems(issues: readonly Issue[], language: Language): FieldProblem[] {
  return collect(issues, [], language).slice(0, most);
}

function collect(issues: readonly Issue[], parent: readonly PropertyKey[], language: Language): FieldProblem[] {
  return issues.slice(0, most).flatMap((issue) => {
    const path = [...parent, ...(issue.path ?? [])];
    const at = (place: readonly PropertyKey[]) => ({ path: place.map(String).join('.'), ...say(issue, language) });
    if (issue.code === 'unrecognized_keys') return (issue.keys ?? []).slice(0, most).map((key) => at([...path, key]));
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
      return collect(issue.issues ?? [], path, language);
    // Of a union's alternatives, the one that came closest.
    const [nearest] = [...(issue.errors ?? [])].sort((a, b) => a.length - b.length);
    if (issue.code === 'invalid_union' && nearest?.some((inner) => (inner.path ?? []).length > 0))
      return collect(nearest, path, language);
    return [at(path)];
  });
}

/** For `z.config({ customError: fieldErrors('sv') })` in the web client: the same sentences at the field as from the server. */
export const fieldErrors =
  (language: Language) =>
  (issue: Issue): string =>
    say(issue, language).message;
