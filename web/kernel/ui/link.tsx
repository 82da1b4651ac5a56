import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';

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

/** Goes to an address: `go('/persons/…')`. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const { history } = useRouter();
  return (to, { replace = false } = {}) => (replace ? history.replace(to) : history.push(to));
}
