import { address } from '../../kernel/route.ts';

export interface Asked {
  readonly level: 'unit' | 'authority';
  readonly week: string | undefined;
}
export const weekAddress = (asked: Asked, pair?: { readonly from: string; readonly to: string }): string =>
  address('/gaps/week', {
    level: asked.level === 'unit' ? undefined : asked.level,
    week: asked.week,
    from: pair?.from,
    to: pair?.to,
  });
