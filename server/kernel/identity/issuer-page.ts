import type { Language } from '../../../contract/kernel/validation.ts';
import { escape, type Page } from './page.ts';

/** A row of identity.demo_personas(). For a relative `title` is the relation. */
export interface Persona extends Record<string, unknown> {
  readonly subject: string;
  readonly name: string;
  readonly title: string | null;
  readonly unit: string | null;
  readonly kind: 'staff' | 'person' | 'relative';
  readonly place: string;
  readonly sort: number;
}

const texts = {
  sv: {
    title: 'Välj vem du är',
    lead: 'Det här är en demonstration. Alla personer är påhittade, och ingen behöver lösenord.',
    other: 'In English',
    nobody: 'Det finns ingen att välja än. Starta Mellanrum med demonstrationsdata och ladda om sidan.',
    person: 'Personen själv',
    relative: 'Närstående',
    expired: 'Inloggningen hann gå ut',
    again: 'Logga in',
    expiredLead: 'Den gäller i tio minuter. Inget är borta. Börja om härifrån.',
    places: {
      municipal_health: 'Kommunens hälso- och sjukvård',
      social_services: 'Socialtjänsten',
      school: 'Skolan',
      primary_care: 'Vårdcentralen och den nära vården',
      hospital: 'Sjukhuset',
      leadership: 'Ledning',
      family: 'Personen och de närmaste',
    },
    relations: {
      spouse: 'make, maka eller sambo',
      child: 'barn',
      parent: 'förälder',
      sibling: 'syskon',
      grandchild: 'barnbarn',
      friend: 'vän',
      neighbour: 'granne',
      guardian: 'vårdnadshavare',
      trustee: 'god man',
      administrator: 'förvaltare',
      other: '',
    },
  },
  en: {
    title: 'Choose who you are',
    lead: 'This is a demonstration. All people are invented, and nobody needs a password.',
    other: 'På svenska',
    nobody: 'There is nobody to choose yet. Start Mellanrum with demonstration data and reload the page.',
    person: 'The person',
    relative: 'Relative',
    expired: 'The sign-in ran out of time',
    again: 'Sign in',
    expiredLead: 'It lasts ten minutes. Nothing is lost. Start over from here.',
    places: {
      municipal_health: 'Municipal health care',
      social_services: 'Social services',
      school: 'School',
      primary_care: 'Primary care',
      hospital: 'Hospital',
      leadership: 'Leadership',
      family: 'The person and those closest',
    },
    relations: {
      spouse: 'spouse or partner',
      child: 'child',
      parent: 'parent',
      sibling: 'sibling',
      grandchild: 'grandchild',
      friend: 'friend',
      neighbour: 'neighbour',
      guardian: 'legal guardian',
      trustee: 'trustee',
      administrator: 'administrator',
      other: '',
    },
  },
} as const;

const wordIn = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

/** The page on which a demo visitor chooses whom to be: one form, one big button a persona. */
export function personaPage(language: Language, path: string, personas: readonly Persona[]): Page {
  const t = texts[language];
  const other = language === 'sv' ? 'en' : 'sv';
  const about = (p: Persona): string => {
    if (p.kind === 'person') return t.person;
    if (p.kind === 'relative') return [t.relative, wordIn(t.relations, p.title ?? 'other')].filter(Boolean).join(', ');
    return p.title ?? '';
  };
  const button = (p: Persona): string =>
    `<li><button name="subject" value="${escape(p.subject)}"><strong>${escape(p.name)}</strong>${[
      about(p),
      p.unit ?? '',
    ]
      .filter(Boolean)
      .map((line) => `<span>${escape(line)}</span>`)
      .join('')}</button></li>`;
  const groups = Map.groupBy(
    personas.toSorted((a, b) => a.sort - b.sort),
    (p) => p.place,
  );
  const sections = [...groups].map(
    ([place, members]) =>
      `<section aria-labelledby="${escape(place)}"><h2 id="${escape(place)}">${escape(wordIn(t.places, place))}</h2>\n<ul>\n${members.map(button).join('\n')}\n</ul></section>`,
  );
  const corner = `<a class="language" href="${escape(path)}?lang=${other}" lang="${other}" hreflang="${other}">${t.other}</a>`;
  const body = `<h1>${t.title}</h1>
<p>${t.lead}</p>
${personas.length > 0 ? `<form method="post" action="${escape(path)}">\n${sections.join('\n')}\n</form>` : `<p>${t.nobody}</p>`}`;
  return { language, title: t.title, body, corner };
}

/** What is said when the choice came too late or the issuer could not go on. */
export function startOverPage(language: Language): Page {
  const t = texts[language];
  return {
    language,
    title: t.expired,
    body: `<h1>${t.expired}</h1>\n<p>${t.expiredLead}</p>\n<p><a class="button" href="/auth/sign-in">${t.again}</a></p>`,
  };
}

/** Sign-out at the issuer, when somebody comes there by themselves. `form` is the library's. */
export function signOutPage(language: Language, form: string): Page {
  const [title, button] = language === 'sv' ? ['Logga ut?', 'Logga ut'] : ['Sign out?', 'Sign out'];
  return {
    language,
    title,
    body: `<h1>${title}</h1>\n${form}\n<button form="op.logoutForm" name="logout" value="yes">${button}</button>`,
  };
}
