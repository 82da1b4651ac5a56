import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { useInSheet } from '../in-sheet.ts';
import { scrollKeyOf } from '../scroll-key.ts';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** An address inside Mellanrum: `/persons/…?need=…`. */
  readonly to: string;
  /** Takes the place of this address in the history. */
  readonly replace?: boolean;
}

/** A real link that moves inside the page; with a modifier key or another target the browser does as it always does. */
export function Link({ to, replace = false, onClick, ...rest }: LinkProps) {
  const go = useGo();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const own = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || own || (rest.target && rest.target !== '_self')) return;
    event.preventDefault();
    go(to, { replace });
  };
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the caller gives the content
  return <a {...rest} href={to} onClick={follow} />;
}

interface GoOptions {
  readonly replace?: boolean;
  /** The same page in another state: what is read stays where it is. So it always is with what opens beside the page. */
  readonly stay?: boolean;
}

/** Goes to an address: `go('/persons/…')`. */
export function useGo(): (to: string, options?: GoOptions) => void {
  const { history } = useRouter();
  const sheet = useInSheet();
  return (to, { replace = false, stay = /[?&]do=/.test(to) } = {}) => {
    // From a sheet to the page behind it is no new page.
    if (sheet && to === sheet.base) return sheet.close();
    const state = stay ? { stays: scrollKeyOf(history.location) } : {};
    if (replace) history.replace(to, state);
    else history.push(to, state);
  };
}
