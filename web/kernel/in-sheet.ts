import { type ComponentType, createContext, useContext } from 'react';
import { useLocation } from '@tanstack/react-router';

/** The sheet that something is shown in, beside the page it belongs to. */
export interface InSheet {
  /** The address of the page behind. */
  readonly base: string;
  /** Back to the page behind. */
  readonly close: () => void;
}
export const InSheetContext = createContext<InSheet | null>(null);
export const useInSheet = (): InSheet | null => useContext(InSheetContext);

/** What can be opened beside a page, by the name in its address: `?do=offer`. */
export const SheetsContext = createContext<Readonly<Record<string, ComponentType>>>({});

/** The page behind: what stands before `do` in the address. What stands after belongs to the sheet. */
export function pageBehind(pathname: string, search: string): string {
  const kept = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === 'do') break;
    kept.append(name, value);
  }
  const text = kept.toString();
  return text === '' ? pathname : `${pathname}?${text}`;
}

/** Addresses of sheets beside this page: `const beside = useBeside(); beside('offer', { need })`. */
export function useBeside(): (name: string, own?: Readonly<Record<string, string | undefined>>) => string {
  const { pathname, searchStr } = useLocation();
  return (name, own = {}) => {
    const behind = pageBehind(pathname, searchStr);
    const more = new URLSearchParams({ do: name });
    for (const [key, value] of Object.entries(own)) if (value !== undefined) more.set(key, value);
    return `${behind}${behind.includes('?') ? '&' : '?'}${more.toString()}`;
  };
}
