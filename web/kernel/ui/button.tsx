import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from './link.tsx';

interface Look {
  /** `grave` for what hurts to do by mistake. */
  readonly look?: 'main' | 'quiet' | 'plain' | 'grave';
  readonly size?: 'normal' | 'small';
  /** The key that does the same, shown beside the words. */
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}
export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className'> {
  /** While it works: stays focusable, does nothing more. */
  readonly busy?: boolean;
}

/** A button whose word is a verb. */
export function Button({
  look = 'main',
  size = 'normal',
  shortcut,
  busy = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- a parameter of the component
      type={type}
      className="button"
      data-look={look}
      data-size={size}
      data-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      aria-keyshortcuts={shortcut}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {shortcut && <Shortcut name={shortcut} />}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ to, look = 'main', size = 'normal', shortcut, children }: Look & { readonly to: string }) {
  return (
    <Link to={to} className="button" data-look={look} data-size={size}>
      {children}
      {shortcut && <Shortcut name={shortcut} />}
    </Link>
  );
}

export const Shortcut = ({ name }: { readonly name: string }) => (
  <kbd className="key" aria-hidden="true">
    {name}
  </kbd>
);
