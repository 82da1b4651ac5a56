import type { IncomingHttpHeaders } from 'node:http';
import { languageInCookies } from '../../../contract/kernel/language-cookie.ts';
import { type Language, languages } from '../../../contract/kernel/validation.ts';

/** The language to answer in: the cookie's, else the best of `Accept-Language` (RFC 9110 §12.5.4), else Swedish. */
export function languageOf(headers: IncomingHttpHeaders): Language {
  return languageInCookies(headers.cookie ?? '') ?? accepted(headers['accept-language'] ?? '') ?? 'sv';
}

const asLanguage = (text: string | undefined): Language | undefined => languages.find((language) => language === text);

function accepted(header: string): Language | undefined {
  const wishes = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/u.exec(parameter)?.[1]).find(Boolean);
      return { language: asLanguage(range.trim().split('-')[0]), weight: Number(weight ?? '1') };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wishes[0]?.language;
}
