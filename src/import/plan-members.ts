import type { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { Membership } from '../bloc/membership';
import { type ChangeSet, pair } from './change-set';
import type { ConferenceFile, FileMember, FileSpan } from './conference-file';
import type { ExistingRows } from './existing-rows';
import { faults } from './faults';
import { joined } from './spelling';

/** Fewest and most members of a bloc in one emulation year. */
const memberCount = { least: 2, most: 30 };

const newMember = (code: string) => ({ vi: `\`${code}\` là đơn vị mới`, en: `the member \`${code}\` is new` });

const afterwards = {
  vi: 'nhập tệp sau khi hội nghị đang họp đã bế mạc (`closeConference`)',
  en: 'import the file once the conference in session is closed (`closeConference`)',
};

/** What parties are called on the wall, in the roll and in the text they sign. */
const names = { fields: ['officialName', 'shortName'], instead: afterwards };

/** Plans the members; those the file leaves out stay. @returns all of them, as they will stand */
export function planMembers(
  file: ConferenceFile,
  existing: ExistingRows,
  changes: ChangeSet,
  bloc: Bloc,
): readonly Member[] {
  const members = new Map(existing.members.map((member) => [member.code, member]));
  let last = Math.max(0, ...existing.members.map((member) => member.ordinal));
  file.bloc.members?.forEach((given, index) => {
    const path = `/bloc/members/${index}`;
    const found = members.get(given.code);
    if (!found) {
      changes.need(path, { officialName: given.officialName }, newMember(given.code));
      last = Math.max(last + 1, given.ordinal ?? 0);
    }
    const row = changes.upsert(
      Member,
      { path, thing: `member ${given.code}`, frozen: existing.inSession.length > 0 ? names : null },
      found,
      {
        blocId: bloc.id,
        code: given.code,
        ordinal: given.ordinal,
        officialName: pair(given.officialName),
        shortName: pair(given.shortName),
        aliases: joined(found?.aliases, given.aliases),
      },
      { ordinal: last, shortName: pair(given.officialName), aliases: [] },
    );
    members.set(given.code, row);
  });
  return [...members.values()];
}

/** Plans the years members belong to the bloc. @returns whether one belongs in a year */
export function planMemberships(
  file: ConferenceFile,
  existing: ExistingRows,
  changes: ChangeSet,
  members: readonly Member[],
) {
  const spans = new Map<string, readonly Membership[]>(
    members.map((member) => [member.id, existing.memberships.filter((span) => span.memberId === member.id)]),
  );
  file.bloc.members?.forEach((given, index) => {
    const member = members.find(({ code }) => code === given.code);
    if (!member) return;
    const before = spans.get(member.id) ?? [];
    spans.set(member.id, planSpans(given, index, member, before, existing, changes));
  });
  return (member: Member, year: number) =>
    (spans.get(member.id) ?? []).some((span) => (span.fromYear ?? year) <= year && year <= (span.toYear ?? year));
}

/** The spans of one member. Those the file tells replace all that are known; where it tells none, known ones stay. */
function planSpans(
  given: FileMember,
  index: number,
  member: Member,
  known: readonly Membership[],
  existing: ExistingRows,
  changes: ChangeSet,
): readonly Membership[] {
  const path = `/bloc/members/${index}`;
  const told = given.memberships !== undefined;
  const untold = known.map(spanOf);
  // A new member of which no span is told belongs always.
  const wanted: readonly FileSpan[] = given.memberships ?? (known.length > 0 ? untold : [{}]);
  const frozen = existing.inSession.length > 0 ? { instead: afterwards } : null;
  const thing = (from: number | null | undefined) => `membership of ${given.code} from ${from ?? 'before the record'}`;
  const { pairs, over } = matched(known, wanted);
  for (const row of over)
    changes.remove(Membership, { path: `${path}/memberships`, thing: thing(row.fromYear), frozen }, row);
  const rows = wanted.map((span, place) => {
    const where = { path: told ? `${path}/memberships/${place}` : path, thing: thing(span.seen ?? span.from), frozen };
    const fields = {
      memberId: member.id,
      fromYear: span.seen ?? span.from ?? null,
      toYear: span.seen ?? span.to ?? null,
      seenOnly: span.seen !== undefined,
    };
    return changes.upsert(Membership, where, pairs[place], fields);
  });
  checkOverlap(changes, `${path}/memberships`, rows);
  return rows;
}

/** A known span as a file would tell it. */
export function spanOf({ fromYear, toYear, seenOnly }: Membership): FileSpan {
  if (seenOnly && fromYear !== null) return { seen: fromYear };
  return { ...(fromYear === null ? {} : { from: fromYear }), ...(toYear === null ? {} : { to: toYear }) };
}

/**
 * Which known span each wanted one is: the one that begins in the same year, else one that is left, earliest first, so
 * that a first year learnt later can be put in.
 */
function matched(known: readonly Membership[], wanted: readonly FileSpan[]) {
  const over = known.toSorted((a, b) => (a.fromYear ?? 0) - (b.fromYear ?? 0));
  const take = (fits: (row: Membership) => boolean) => {
    const place = over.findIndex(fits);
    return place < 0 ? undefined : over.splice(place, 1)[0];
  };
  const same = wanted.map(({ from, seen }) => take((row) => row.fromYear === (seen ?? from ?? null)));
  const pairs = same.map((row) => row ?? take(() => true));
  return { pairs, over };
}

function checkOverlap(changes: ChangeSet, path: string, spans: readonly Membership[]): void {
  const rows = spans.toSorted((a, b) => (a.fromYear ?? 0) - (b.fromYear ?? 0));
  const clash = rows.findIndex((row, place) => place > 0 && (rows[place - 1]?.toYear ?? 9999) >= (row.fromYear ?? 0));
  if (clash < 0) return;
  const value = rows
    .slice(clash - 1, clash + 1)
    .map(({ fromYear, toYear }) => `${fromYear ?? ''}–${toYear ?? ''}`)
    .join(', ');
  changes.problem(path, value, faults.overlap);
}

/** A bloc has 2 to 30 members in each year of the conference; without one no year is known to count them in. */
export function checkMemberCount(
  file: ConferenceFile,
  changes: ChangeSet,
  members: readonly Member[],
  belongs: (member: Member, year: number) => boolean,
): void {
  const { conference } = file;
  for (const year of new Set([conference?.closes, conference?.reviews, conference?.opens])) {
    if (year === undefined) continue;
    const count = members.filter((member) => belongs(member, year)).length;
    if (count < memberCount.least || count > memberCount.most) {
      const { least, most } = memberCount;
      changes.problem('/bloc/members', String(count), faults.memberCount(count, year, least, most));
    }
  }
}
