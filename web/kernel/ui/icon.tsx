const paths = {
  today: 'M4 6h10M4 12h10M4 18h10M18 5.5l1.5 1.5L22 4.5M18 11.5l1.5 1.5L22 10.5M18.5 18h3',
  persons: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  gaps: 'M4 4.5h5v15H4zM15 4.5h5v15h-5zM12 8.5v7',
  signal: 'M4 10v4h4l7 5V5L8 10zM18.5 9a4.5 4.5 0 0 1 0 6',
  plans: 'M6 3.5h9l4 4v13H6zM14.5 3.5V8H19M9 12.5h7M9 16.5h5',
  mine: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  close: 'M6 6l12 12M18 6L6 18',
  phone: 'M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5.5a2 2 0 0 1 2-2Z',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  down: 'M7 10l5 5 5-5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  microphone: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM6 11a6 6 0 0 0 12 0M12 17v3.5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  message: 'M4.5 5.5h15v10.5H12l-4 4v-4H4.5z',
  calendar: 'M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4',
  admin: 'M4 6.5h9M17 6.5h3M13 4v5M4 12h3M11 12h9M7 9.5v5M4 17.5h11M19 17.5h1M15 15v5',
} as const;
export type IconName = keyof typeof paths;

/** A picture beside words, never instead of them. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

export const Mark = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M2.5 3.5h5.5v17H2.5zM16 3.5h5.5v17H16z" />
    <circle cx="12" cy="12" r="2.4" />
  </svg>
);
