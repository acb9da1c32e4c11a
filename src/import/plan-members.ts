import type { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { Membership } from '../bloc/membership';
import type { ConferenceFile, FileMember } from './conference-file';
import type { Held } from './held';
import { type Ledger, pair } from './ledger';
import { joined } from './spelling';

/** Fewest and most members of a bloc in one emulation year. */
const memberCount = { least: 2, most: 30 };

const afterwards = 'import the file once the conference in session is closed (`closeConference`)';

/** What parties are called on the wall, in the roll and in the text they sign. */
const names = { fields: ['officialName', 'shortName'], instead: afterwards };

/** Plans the members; those the file leaves out stay. @returns all of them, as they will stand */
export function planMembers(file: ConferenceFile, held: Held, ledger: Ledger, bloc: Bloc): readonly Member[] {
  const members = new Map(held.members.map((member) => [member.code, member]));
  let last = Math.max(0, ...held.members.map((member) => member.ordinal));
  file.bloc.members?.forEach((given, index) => {
    const path = `/bloc/members/${index}`;
    const found = members.get(given.code);
    if (!found) {
      ledger.need(path, { officialName: given.officialName }, `the member \`${given.code}\` is new`);
      last = Math.max(last + 1, given.ordinal ?? 0);
    }
    const row = ledger.settle(
      Member,
      { path, thing: `member ${given.code}`, frozen: held.inSession.length > 0 ? names : null },
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
export function planMemberships(file: ConferenceFile, held: Held, ledger: Ledger, members: readonly Member[]) {
  const spans = new Map(
    members.map((member) => [member.id, held.memberships.filter((span) => span.memberId === member.id)]),
  );
  file.bloc.members?.forEach((given, index) => {
    const member = members.find(({ code }) => code === given.code);
    if (!member) return;
    const before = spans.get(member.id) ?? [];
    spans.set(member.id, planSpans(given, index, member, before, held, ledger));
  });
  return (member: Member, year: number) =>
    (spans.get(member.id) ?? []).some((span) => (span.fromYear ?? year) <= year && year <= (span.toYear ?? year));
}

function planSpans(
  given: FileMember,
  index: number,
  member: Member,
  before: readonly Membership[],
  held: Held,
  ledger: Ledger,
): Membership[] {
  // Where the file tells no spans, known ones stay as they are, and a new member belongs always.
  const untold = before.map((span) => ({ from: span.fromYear ?? undefined, to: span.toYear ?? undefined }));
  const wanted = given.memberships ?? (before.length === 0 ? [{}] : untold);
  const after = new Map(before.map((span) => [span.id, span]));
  wanted.forEach((span, place) => {
    const fromYear = span.from ?? null;
    // One known span and one in the file are the same span, so that a first year learnt later can be put in.
    const only = before.length === 1 && wanted.length === 1 ? before[0] : undefined;
    const found = before.find((other) => other.fromYear === fromYear) ?? only;
    const path = given.memberships ? `/bloc/members/${index}/memberships/${place}` : `/bloc/members/${index}`;
    const row = ledger.settle(
      Membership,
      {
        path,
        thing: `membership of ${given.code} from ${span.from ?? 'before the record'}`,
        frozen: held.inSession.length > 0 ? { instead: afterwards } : null,
      },
      found,
      { memberId: member.id, fromYear, toYear: span.to ?? null },
    );
    after.set(row.id, row);
  });
  const rows = [...after.values()].sort((a, b) => (a.fromYear ?? 0) - (b.fromYear ?? 0));
  const clash = rows.find((row, place) => place > 0 && (rows[place - 1]?.toYear ?? 9999) >= (row.fromYear ?? 0));
  if (clash) {
    const value = `${clash.fromYear ?? ''} to ${clash.toYear ?? ''}`;
    ledger.problem(`/bloc/members/${index}/memberships`, value, 'Two spans overlap.', 'End the earlier one with `to`.');
  }
  return rows;
}

/** A bloc has 2 to 30 members in each year of the conference. */
export function checkMemberCount(
  file: ConferenceFile,
  ledger: Ledger,
  members: readonly Member[],
  belongs: (member: Member, year: number) => boolean,
): void {
  const { closes, opens } = file.conference;
  for (const year of new Set([closes, opens])) {
    if (year === undefined) continue;
    const count = members.filter((member) => belongs(member, year)).length;
    if (count < memberCount.least || count > memberCount.most) {
      const range = `${memberCount.least} to ${memberCount.most}`;
      ledger.problem('/bloc/members', String(count), `The bloc has ${count} members in ${year}.`, `Give it ${range}.`);
    }
  }
}
