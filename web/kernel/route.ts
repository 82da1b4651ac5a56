import { useLocation, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useInSheet } from './in-sheet.ts';

/** One page of a room: its address and the file that is fetched when someone goes there. */
export interface Page {
  /** TanStack Router's form: `/persons/$personId/plan`. */
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** A page that can also be opened beside another, by its name: `?do=offer`. */
export interface Sheet {
  readonly name: string;
  readonly load: Page['load'];
}

/** The part of the address that the page's path names: `useParam('personId')`. Empty where the path has no such part. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params[name] ?? '';
}

/** The query of the address: `const search = useSearch(); search.get('promise')`. */
export function useSearch(): URLSearchParams {
  const { searchStr } = useLocation();
  return new URLSearchParams(searchStr);
}

/** An address of ours to go back to, from `?return=`; anything else is the page behind in a sheet, and the fallback elsewhere. */
export function useReturn(fallback: string): string {
  const wanted = useSearch().get('return');
  const sheet = useInSheet();
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : (sheet?.base ?? fallback);
}

/** An address with a query; what is undefined is left out. */
export function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
