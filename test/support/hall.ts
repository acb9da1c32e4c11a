import { randomBytes, randomUUID } from 'node:crypto';
import { Account } from '../../src/auth/account';
import { Session } from '../../src/auth/session';
import { Award, AwardFamily, kindByName } from '../../src/award/award';
import { Bloc, BlocKind } from '../../src/bloc/bloc';
import { Member } from '../../src/bloc/member';
import { Membership } from '../../src/bloc/membership';
import { now } from '../../src/clock';
import { AgendaItem, AgendaSession, AgendaState } from '../../src/conference/agenda-item';
import {
  Conference,
  ConferenceKind,
  ConferenceNature,
  ConferenceState,
  Visibility,
} from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { Presence } from '../../src/conference/presence';
import type { Database } from '../../src/database/database';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { startLog } from '../../src/log/append';

export interface HallOptions {
  /** Members of the year being judged, 2025; they stay on in 2026. Default 5. */
  readonly members?: number;
  /** Members that belong from 2026 on only: they sign the pact and judge nothing. Default 0. */
  readonly newcomers?: number;
  /** Guests: delegates without a member or mandate. Default 1. */
  readonly guests?: number;
  /** How many delegates, from the first one on, are checked in. Default all, guests included. */
  readonly present?: number;
  readonly agendaItems?: number;
  readonly state?: ConferenceState;
  readonly nature?: ConferenceNature.RECORD | ConferenceNature.LIVE;
  readonly visibility?: Visibility;
}

/** A conference with people at it. Lists are in order: member 0 is stood for by person 0, who is delegate viewer 0. */
export interface Hall {
  readonly db: Database;
  readonly bloc: Bloc;
  readonly conference: Conference;
  /** Members of the judged year first, newcomers after them. */
  readonly members: readonly Member[];
  /** One with the mandates of each member, in their order; guests after them. */
  readonly people: readonly Delegate[];
  readonly agenda: readonly AgendaItem[];
  /** Viewers of `people`, in the same order. */
  readonly delegates: readonly Viewer[];
  readonly chair: Viewer;
  readonly secretary: Viewer;
  readonly observer: Viewer;
  readonly administrator: Viewer;
}

export const closesYear = 2025;
export const opensYear = 2026;

/** Writes a bloc of its own with a conference in session, straight into the tables. Many fit in one database. */
export async function aHall(db: Database, options: HallOptions = {}): Promise<Hall> {
  const slug = `hall-${randomBytes(4).toString('hex')}`;
  const bloc: Bloc = { id: randomUUID(), slug, kind: BlocKind.CUM, name: text(`Cụm ${slug}`), emblemHash: null };
  const old = options.members ?? 5;
  const members = times(
    old + (options.newcomers ?? 0),
    (n): Member => ({
      id: randomUUID(),
      blocId: bloc.id,
      code: `don-vi-${n}`,
      ordinal: n,
      officialName: text(`Đơn vị ${n}`),
      shortName: text(`ĐV ${n}`),
      aliases: [],
    }),
  );
  const memberships = members.map((member, index) => ({
    id: randomUUID(),
    memberId: member.id,
    fromYear: index < old ? 2015 : opensYear,
    toYear: null,
  }));
  const conference = conferenceOf(bloc, options);
  const people = times(members.length + (options.guests ?? 1), (n): Delegate => {
    const member = members[n - 1];
    return {
      id: randomUUID(),
      conferenceId: conference.id,
      memberId: member?.id ?? null,
      proxyForId: null,
      mandateId: null,
      proxyPaper: null,
      proxyFrom: null,
      proxyUntil: null,
      withdrawnAt: null,
      code: `dai-bieu-${n}`,
      ordinal: n,
      name: text(`Đại biểu ${n}`),
      posts: [],
      mayVote: member !== undefined,
      maySign: member !== undefined,
      attended: null,
    };
  });
  const agenda = times(
    options.agendaItems ?? 3,
    (n): AgendaItem => ({
      id: randomUUID(),
      conferenceId: conference.id,
      code: `muc-${n}`,
      ordinal: n,
      session: AgendaSession.OFFICIAL,
      title: text(`Mục ${n}`),
      state: AgendaState.PENDING,
      startedAt: null,
      finishedAt: null,
      undoTo: null,
    }),
  );
  const stays = people.slice(0, options.present ?? people.length).map((person) => ({
    id: randomUUID(),
    conferenceId: conference.id,
    delegateId: person.id,
    checkedInAt: now(),
    checkedOutAt: null,
  }));
  await db.transaction(async (tx) => {
    await tx.insert(Bloc, bloc);
    for (const part of parts(members)) await tx.insert(Member, part);
    for (const part of parts(memberships)) await tx.insert(Membership, part);
    await tx.insert(Conference, conference);
    for (const part of parts(people)) await tx.insert(Delegate, part);
    await tx.insert(AgendaItem, agenda);
    for (const part of parts(stays)) await tx.insert(Presence, part);
    await tx.createQueryBuilder().insert().into(Award).values(awards()).orIgnore().execute();
    await startLog(tx, conference.id);
  });
  const delegates: Viewer[] = [];
  for (const person of people) {
    delegates.push(await aViewer(db, Role.DELEGATE, conference.id, person.id));
  }
  return {
    db,
    bloc,
    conference,
    members,
    people,
    agenda,
    delegates,
    chair: await aViewer(db, Role.CHAIR, conference.id),
    secretary: await aViewer(db, Role.SECRETARY, conference.id),
    observer: await aViewer(db, Role.OBSERVER, conference.id),
    administrator: await aViewer(db, Role.ADMINISTRATOR),
  };
}

/** As many rows at once as a statement has parameters for. */
function* parts<Row>(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += 1_000) yield rows.slice(from, from + 1_000);
}

/** An account with a session, and who they make. Nobody has its token: a server gives another one (support/server). */
export async function aViewer(
  db: Database,
  role: Role,
  conferenceId: string | null = null,
  delegateId: string | null = null,
  scopes: string[] = [],
  conferenceIds: string[] | null = null,
): Promise<Viewer> {
  const accountId = randomUUID();
  const name = `${role.toLowerCase()} ${accountId.slice(0, 4)}`;
  await db.manager.insert(Account, { id: accountId, role, name, conferenceId, delegateId, scopes, revokedAt: null });
  const sessionId = randomUUID();
  await db.manager.insert(Session, {
    id: sessionId,
    accountId,
    tokenHash: randomBytes(32),
    createdAt: now(),
    expiresAt: null,
    conferenceIds,
    revokedAt: null,
  });
  return { role, accountId, sessionId, name, conferenceId, delegateId, scopes, conferenceIds };
}

/** The item at a place where the test knows there is one. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`no item ${index} in a list of ${list.length}`);
  return item;
}

function conferenceOf(bloc: Bloc, options: HallOptions): Conference {
  const state = options.state ?? ConferenceState.OPEN;
  return {
    id: randomUUID(),
    blocId: bloc.id,
    slug: `${bloc.slug}-${closesYear}`,
    kind: ConferenceKind.ANNUAL,
    nature: options.nature ?? ConferenceNature.LIVE,
    state,
    visibility: options.visibility ?? Visibility.PUBLIC,
    name: text(`Hội nghị tổng kết năm ${closesYear}`),
    closesYear,
    reviewsYear: null,
    statedMembers: null,
    memberOrder: null,
    opensYear,
    heldOn: null,
    heldText: null,
    timeZone: 'Asia/Ho_Chi_Minh',
    place: null,
    hostId: null,
    agendaNote: null,
    rehearsesId: null,
    attendanceAtClosing: null,
    source: null,
    openedAt: state === ConferenceState.PLANNED ? null : now(),
    closedAt: state === ConferenceState.CLOSED ? now() : null,
  };
}

function awards(): Award[] {
  const award = (code: string, family: AwardFamily, vi: string): Award => ({
    id: randomUUID(),
    code,
    family,
    kind: kindByName(text(vi)),
    name: text(vi),
    grantor: text('Thủ tướng Chính phủ'),
    aliases: [],
  });
  return [
    award('CO_TD_CHINH_PHU', AwardFamily.TITLE, 'Cờ thi đua của Chính phủ'),
    award('BK_THU_TUONG', AwardFamily.FORM, 'Bằng khen của Thủ tướng Chính phủ'),
  ];
}

function text(vi: string): { vi: string; en: string | null } {
  return { vi, en: null };
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
