declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The entry whose place on the page this one shares. */
    stays?: string;
  }
}

interface Entry {
  readonly state: { readonly stays?: string | undefined; readonly __TSR_key?: string | undefined };
  readonly href: string;
}

/** By what the place on the page is remembered: one for each entry, and the same one for what opens beside it. */
export const scrollKeyOf = ({ state, href }: Entry): string =>
  // oxlint-disable-next-line no-underscore-dangle -- the router gives each entry a key under this name
  state.stays ?? state.__TSR_key ?? href;
