import type { DeskDelegate } from './use-delegates';

export interface Party {
  /** Null for guests and central delegates. */
  readonly member: DeskDelegate['member'];
  readonly delegates: readonly DeskDelegate[];
}

/** Delegates by the member they belong to, in the order of the list; those of no member come last. */
export function byMember(delegates: readonly DeskDelegate[]): readonly Party[] {
  const parties = new Map<string, { member: DeskDelegate['member']; delegates: DeskDelegate[] }>();
  for (const delegate of delegates) {
    const key = delegate.member?.id ?? '';
    const party = parties.get(key) ?? { member: delegate.member, delegates: [] };
    party.delegates.push(delegate);
    parties.set(key, party);
  }
  const place = ({ member }: Party) => member?.ordinal ?? Number.POSITIVE_INFINITY;
  return [...parties.values()].sort((a, b) => place(a) - place(b));
}

/** Whether a text holds what was typed, marks and capitals aside: “da nang” finds “Đà Nẵng”. */
export function holds(text: string, typed: string): boolean {
  return bare(text).includes(bare(typed));
}

function bare(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim();
}
