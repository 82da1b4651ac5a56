import { z } from 'zod';

/**
 * Every error a user can meet: code -> HTTP status and, in both languages, what happened and what to do. One table for the API, the
 * pages and the log.
 */
export const problems = {
  invalid: {
    status: 400,
    sv: 'Något är inte rätt ifyllt. Se vid fälten.',
    en: 'Something is not filled in right. See the fields.',
  },
  unreadable: { status: 400, sv: 'Det som skickades gick inte att läsa.', en: 'What was sent could not be read.' },
  signed_out: {
    status: 401,
    sv: 'Du är utloggad. Logga in igen, det du skrivit finns kvar.',
    en: 'You are signed out. Sign in again, what you typed is kept.',
  },
  assignment_ended: {
    status: 403,
    sv: 'Ditt uppdrag på enheten gäller inte längre. Välj ett annat uppdrag eller tala med din chef.',
    en: 'Your assignment at the unit has ended. Choose another or talk to your manager.',
  },
  not_allowed: { status: 403, sv: 'Det här får din roll inte göra.', en: 'Your role may not do this.' },
  not_found: {
    status: 404,
    sv: 'Finns inte, eller så får du inte se det.',
    en: 'Does not exist, or you may not see it.',
  },
  stale: {
    status: 409,
    sv: 'Någon annan har ändrat under tiden. Inget av ditt är borta: jämför och spara igen.',
    en: 'Someone else changed this meanwhile. Nothing of yours is lost: compare and save again.',
  },
  effects_changed: {
    status: 409,
    sv: 'Följderna har ändrats sedan du såg dem. Inget är sparat. Se de nya och spara igen.',
    en: 'The effects have changed since you saw them. Nothing is saved. See the new ones and save again.',
  },
  not_allowed_now: {
    status: 409,
    sv: 'Det går inte i det här läget. Sidan visar hur det står nu.',
    en: 'Not possible in this state. The page shows how it stands now.',
  },
  not_your_move: { status: 409, sv: 'Det är den andra partens drag.', en: 'It is the other party’s move.' },
  taken: {
    status: 409,
    sv: 'En annan enhet hann före och har tagit det.',
    en: 'Another unit was first and has taken it.',
  },
  unit_closed: {
    status: 409,
    sv: 'Enheten har stängt. Välj en annan mottagare.',
    en: 'The unit has closed. Choose another receiver.',
  },
  basis_missing: {
    status: 409,
    sv: 'Det finns inget samtycke eller annan laglig grund för att lämna uppgifter till den enheten. Registrera samtycke eller grund först.',
    en: 'There is no consent or other legal ground for telling that unit. Record a consent or ground first.',
  },
  basis_gone: {
    status: 409,
    sv: 'Samtycket eller grunden gäller inte längre. Inget lämnas ut.',
    en: 'The consent or ground no longer holds. Nothing is disclosed.',
  },
  relative_consent_missing: {
    status: 409,
    sv: 'Personen har inte sagt ja till att den närstående är med och får veta. Fråga personen och skriv in svaret först.',
    en: 'The person has not said yes to this relative taking part and being told. Ask the person and record the answer first.',
  },
  consent_missing: {
    status: 409,
    sv: 'Personen har inte sagt ja till en plan. Fråga personen och registrera svaret först.',
    en: 'The person has not said yes to a plan. Ask the person and record the answer first.',
  },
  need_closed: { status: 409, sv: 'Behovet är redan avslutat.', en: 'The need is already closed.' },
  not_accountable: {
    status: 409,
    sv: 'Bara den enhet som ansvarar för behovet kan göra det.',
    en: 'Only the unit accountable for the need can do that.',
  },
  to_self: { status: 409, sv: 'Man kan inte lämna över till sig själv.', en: 'One cannot hand over to oneself.' },
  words_missing: {
    status: 422,
    sv: 'Skriv varför. Den som har bett om det ska få veta skälet.',
    en: 'Write why. Whoever asked is to know the reason.',
  },
  time_passed: {
    status: 422,
    sv: 'Tiden har redan passerat. Välj en senare tid.',
    en: 'That time has passed. Choose a later one.',
  },
  review_too_late: {
    status: 422,
    sv: 'Det får inte vila så länge. Välj en tidigare dag att pröva det igen.',
    en: 'It may not rest that long. Choose an earlier day to look at it again.',
  },
  time_missing: { status: 422, sv: 'Ange en tid.', en: 'Give a time.' },
  propose_instead: {
    status: 409,
    sv: 'Tiden är senare än den som efterfrågas. Föreslå tiden i stället, så svarar den andra enheten.',
    en: 'That is later than asked for. Propose the time instead and the other unit answers.',
  },
  identity_in_text: {
    status: 422,
    sv: 'Texten visas innan mottagaren får veta vem det gäller. Ta bort namn och personnummer ur den.',
    en: 'This text is shown before the receiver knows who it is about. Remove names and identity numbers.',
  },
  kept_part: {
    status: 409,
    sv: 'Det här hör till en del av planen som bara några enheter läser. Välj någon av dem.',
    en: 'This belongs to a part of the plan that only some units read. Choose one of them.',
  },
  already_exists: { status: 409, sv: 'Det finns redan.', en: 'It already exists.' },
  plan_incomplete: {
    status: 409,
    sv: 'Planen saknar något som lagen kräver. Se listan.',
    en: 'The plan lacks something the law requires. See the list.',
  },
  blocked_by_person: {
    status: 409,
    sv: 'Personen har sagt nej. Det är ett fullgott svar.',
    en: 'The person has said no. That is a full answer.',
  },
  key_reused: {
    status: 422,
    sv: 'Samma begäran skickades med olika innehåll.',
    en: 'The same request was sent with different content.',
  },
  too_large: { status: 413, sv: 'Det som skickades är för stort.', en: 'What was sent is too large.' },
  unsupported_media: {
    status: 415,
    sv: 'Den sortens innehåll tas inte emot.',
    en: 'That kind of content is not accepted.',
  },
  too_many: { status: 429, sv: 'För många försök. Vänta en stund.', en: 'Too many attempts. Wait a while.' },
  unavailable: {
    status: 503,
    sv: 'Systemet startar om. Inget är borta, försök igen om en stund.',
    en: 'The system is restarting. Nothing is lost, try again in a moment.',
  },
  paper_unavailable: {
    status: 503,
    sv: 'Det gick inte att göra en PDF just nu. Planen är kvar. Försök igen om en stund, eller skriv ut sidan.',
    en: 'A PDF could not be made just now. The plan is still there. Try again in a moment, or print the page.',
  },
  fault: {
    status: 500,
    sv: 'Ett fel hos oss. Inget är borta. Felet är noterat.',
    en: 'A fault on our side. Nothing is lost. It has been noted.',
  },
} as const satisfies Record<string, { status: number; sv: string; en: string }>;

export type ProblemCode = keyof typeof problems;

/** RFC 9457 problem details, with our code and, for `invalid`, one line a field. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof Problem>;
