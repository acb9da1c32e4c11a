import { randomUUID } from 'node:crypto';
import { problemAt, type SheetProblem } from '../spreadsheet/problem';
import { codeOfName } from './code-of-name';
import { type Delegate, mandateOf } from './delegate';
import { type DelegateColumn, type DelegateWish, faults, type ReadRow } from './delegate-sheet';
import { mandateRefusal, newDelegateFault } from './rules';

type RowEffect = 'ADDED' | 'CORRECTED' | 'UNCHANGED' | 'REFUSED';

/** What becomes of one row. */
export interface PlannedRow {
  readonly wish: DelegateWish;
  readonly effect: RowEffect;
  /** Null for one who is added, or refused before anybody was found. */
  readonly before: Delegate | null;
  /** Null for a row that is refused. */
  readonly after: Delegate | null;
  readonly problems: readonly SheetProblem[];
}

/** Which mandates of a delegate have been used, or are counted on. */
export type Used = (delegate: Delegate) => { readonly vote: boolean; readonly sign: boolean };

/**
 * What a list does to the delegates of a conference. Nobody is taken off it, and what a row leaves empty stays.
 * @param rows in the order of the file
 * @param listed all delegates of the conference
 */
export function planDelegates(
  conferenceId: string,
  rows: readonly ReadRow[],
  listed: readonly Delegate[],
  used: Used,
): readonly PlannedRow[] {
  const taken = new Set(listed.map(({ code }) => code));
  for (const { wish } of rows) if (wish.code !== undefined) taken.add(wish.code);
  const known = new Set(listed.map(({ code }) => code));
  const people = new People(listed);
  let ordinal = Math.max(0, ...listed.map((delegate) => delegate.ordinal));
  const planned = rows.map(({ wish, problems }): PlannedRow => {
    const found = people.find(wish);
    const all = [...problems, ...found.problems];
    if (all.length > 0) return refused(wish, found.delegate, all);
    if (found.delegate) return corrected(wish, found.delegate);
    const code = wish.code ?? codeOfName(wish.name, taken);
    taken.add(code);
    ordinal += 1;
    return added(wish, newDelegate(conferenceId, wish, code, ordinal), known);
  });
  return withinMandates(planned, listed, used);
}

/** Finds whom a row is about, and that no two rows are about the same. */
class People {
  private readonly byCode: ReadonlyMap<string, Delegate>;
  private readonly byName = new Map<string, Delegate[]>();
  private readonly rowOf = new Map<string, number>();

  constructor(listed: readonly Delegate[]) {
    this.byCode = new Map(listed.map((delegate) => [delegate.code, delegate]));
    for (const delegate of listed) {
      const key = nameKey(delegate.name.vi);
      this.byName.set(key, [...(this.byName.get(key) ?? []), delegate]);
    }
  }

  find(wish: DelegateWish): { readonly delegate: Delegate | null; readonly problems: readonly SheetProblem[] } {
    const sameName = (this.byName.get(nameKey(wish.name)) ?? []).filter(
      ({ memberId }) => wish.memberId === undefined || memberId === wish.memberId,
    );
    const coded = wish.code === undefined ? undefined : this.byCode.get(wish.code);
    const [only, ...more] = sameName;
    const at = (column: DelegateColumn, fault: Parameters<typeof problemAt>[2], value = wish.name) => [
      problemAt(wish.row.path(column), value, fault),
    ];
    if (wish.code !== undefined && !coded && only)
      return { delegate: null, problems: at('CODE', faults.otherCode(only.code), wish.code) };
    if (wish.code === undefined && more.length > 0)
      return { delegate: null, problems: at('NAME', faults.several(sameName.map(({ code }) => code).join(', '))) };
    const delegate = coded ?? (wish.code === undefined ? only : undefined) ?? null;
    const who =
      delegate?.id ?? (wish.code === undefined ? `${wish.memberId ?? ''} ${nameKey(wish.name)}` : `code ${wish.code}`);
    const earlier = this.rowOf.get(who);
    if (earlier !== undefined) return { delegate, problems: at('NAME', faults.twice(earlier)) };
    if (wish.name !== '') this.rowOf.set(who, wish.row.number);
    return { delegate, problems: [] };
  }
}

/** One key for a name whatever its letter case and blanks: lists are often in capitals. */
const nameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const refused = (wish: DelegateWish, before: Delegate | null, problems: readonly SheetProblem[]): PlannedRow => ({
  ...{ wish, before, problems },
  effect: 'REFUSED',
  after: null,
});

function newDelegate(conferenceId: string, wish: DelegateWish, code: string, ordinal: number): Delegate {
  return {
    ...{ id: randomUUID(), conferenceId, memberId: wish.memberId ?? null, code, ordinal },
    ...{ proxyForId: null, mandateId: null, proxyPaper: null, proxyFrom: null, proxyUntil: null },
    ...{ withdrawnAt: null, attended: null, name: { vi: wish.name, en: null }, posts: postsOf(wish, []) },
    ...{ mayVote: wish.mayVote ?? false, maySign: wish.maySign ?? false },
  };
}

function added(wish: DelegateWish, delegate: Delegate, taken: ReadonlySet<string>): PlannedRow {
  const fault = newDelegateFault(delegate, taken);
  if (fault) return refused(wish, null, [guestProblem(wish)]);
  return { wish, effect: 'ADDED', before: null, after: delegate, problems: [] };
}

/** Of a guest with a mandate, at the cell that gives it. */
function guestProblem({ row, mayVote, maySign }: DelegateWish): SheetProblem {
  const column = mayVote ? 'MAY_VOTE' : maySign ? 'MAY_SIGN' : 'MEMBER';
  return problemAt(row.path(column), row.cell(column)?.text ?? null, faults.mandateOfGuest);
}

function corrected(wish: DelegateWish, before: Delegate): PlannedRow {
  // Found by name it is the same name, be it in capitals; a code says that the name is to be as written.
  const renamed = wish.code !== undefined && wish.name !== before.name.vi;
  const titles = before.posts.map(({ title }) => title.vi);
  const reposted = wish.posts !== undefined && wish.posts.join('\n') !== titles.join('\n');
  const after: Delegate = {
    ...before,
    ...(renamed ? { name: { vi: wish.name, en: null } } : {}),
    ...(reposted ? { posts: postsOf(wish, before.posts) } : {}),
    ...(wish.memberId === undefined ? {} : { memberId: wish.memberId }),
    ...(wish.mayVote === undefined ? {} : { mayVote: wish.mayVote }),
    ...(wish.maySign === undefined ? {} : { maySign: wish.maySign }),
  };
  if (after.memberId === null && (after.mayVote || after.maySign)) return refused(wish, before, [guestProblem(wish)]);
  const effect = renamed || reposted || mandatesChange(before, after) ? 'CORRECTED' : 'UNCHANGED';
  return { wish, effect, before, after, problems: [] };
}

/** Posts as they are stored; one that stays keeps what is known of it. */
const postsOf = ({ posts }: DelegateWish, before: Delegate['posts']): Delegate['posts'] =>
  (posts ?? []).map(
    (vi) =>
      before.find(({ title }) => title.vi === vi) ?? { title: { vi, en: null }, aliases: [], from: null, to: null },
  );

/** Whether a correction is one that needs a reason. */
export const mandatesChange = (before: Delegate, after: Delegate): boolean =>
  before.memberId !== after.memberId || before.mayVote !== after.mayVote || before.maySign !== after.maySign;

/** Refuses changes of mandates that were used or are held by somebody else once all rows are done. */
function withinMandates(
  planned: readonly PlannedRow[],
  listed: readonly Delegate[],
  used: Used,
): readonly PlannedRow[] {
  const now = new Map(listed.map((delegate) => [delegate.id, delegate]));
  for (const { after } of planned) if (after) now.set(after.id, after);
  const holders = new Map<string, number>();
  for (const delegate of now.values())
    if (delegate.mayVote) holders.set(mandateOf(delegate), (holders.get(mandateOf(delegate)) ?? 0) + 1);
  return planned.map((row) => {
    const { wish, before, after } = row;
    if (!before || !after || !mandatesChange(before, after)) return row;
    const isHeld = after.mayVote && (holders.get(mandateOf(after)) ?? 0) > 1;
    const code = mandateRefusal(before, after, used(before), isHeld);
    if (!code) return row;
    const column =
      before.memberId !== after.memberId ? 'MEMBER' : before.mayVote !== after.mayVote ? 'MAY_VOTE' : 'MAY_SIGN';
    const fault = code === 'MANDATE_HELD' ? faults.held : faults.used;
    return refused(wish, before, [problemAt(wish.row.path(column), wish.row.cell(column)?.text ?? null, fault)]);
  });
}
