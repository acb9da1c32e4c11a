import { randomUUID } from 'node:crypto';
import { AgendaItem, AgendaSession, AgendaState } from '../conference/agenda-item';
import {
  Conference,
  ConferenceKind,
  ConferenceNature,
  ConferenceState,
  usualTimeZone,
  Visibility,
} from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { Resolution } from '../conference/resolution';
import { pair } from './change-set';
import type { FileFlag, HeldFile } from './conference-file';
import { faults } from './faults';
import { at } from './parse-file';
import type { HeldScene, Scene } from './plan-bloc';

/** The conference as it will stand, and whether a live one has begun and may not be changed in what it rests on. */
export interface ConferenceScene {
  readonly conference: Conference;
  readonly frozen: boolean;
}

/** Plans the conference itself and all that belongs to it alone, but for its decisions and its pact. */
export function planConference(scene: HeldScene): ConferenceScene {
  const existing = planItself(scene);
  planDelegations(scene, existing);
  const delegates = planDelegates(scene, existing);
  planAgenda(scene, existing);
  planDirectives(scene, existing, delegates);
  planTexts(scene, existing);
  return existing;
}

const itself = {
  fields: ['kind', 'closesYear', 'reviewsYear', 'opensYear'],
  instead: {
    vi: 'chuẩn bị hội nghị khác với tên ngắn riêng',
    en: 'prepare another conference under a slug of its own',
  },
};

function planItself({ file, existing, changes, bloc, memberOf }: HeldScene): ConferenceScene {
  const given = file.conference;
  const found = existing.conference;
  const path = '/conference';
  const thing = `conference ${given.slug}`;
  const record = given.nature === ConferenceNature.RECORD;
  if (found && found.blocId !== bloc.id) {
    changes.problem(at(path, 'slug'), given.slug, faults.slugOfOtherBloc);
  }
  if (found && found.nature !== given.nature) {
    const cure = {
      vi: 'Khôi phục giá trị cũ trong tệp, hoặc chọn tên ngắn khác.',
      en: 'Restore the old value in the file, or choose another slug.',
    };
    changes.conflicts.push({ path: at(path, 'nature'), thing, stored: found.nature, given: given.nature, cure });
  }
  const frozen = found !== null && found.nature !== ConferenceNature.RECORD && found.state !== ConferenceState.PLANNED;
  const conference = changes.upsert(
    Conference,
    { path, thing, frozen: frozen ? itself : null },
    found,
    {
      blocId: bloc.id,
      slug: given.slug,
      kind: given.kind,
      visibility: given.visibility,
      name: pair(given.name),
      ...yearsOf(given),
      statedMembers: given.statedMembers,
      memberOrder: memberOrderOf(given.memberOrder, memberOf),
      heldOn: given.heldOn,
      timeZone: given.timeZone,
      heldText: pair(given.heldText),
      place: pair(given.place),
      hostId: given.host === undefined ? undefined : memberOf(at(path, 'host'), given.host)?.id,
      agendaNote: pair(given.agendaNote),
      source: sourceOf(file),
    },
    {
      nature: given.nature,
      timeZone: usualTimeZone,
      state: record ? ConferenceState.CLOSED : ConferenceState.PLANNED,
      visibility: record ? Visibility.PUBLIC : Visibility.PARTICIPANTS,
    },
  );
  return { conference, frozen };
}

/** A mid-year review has no years but the one it reviews, whatever an earlier file said. */
function yearsOf({ kind, closes, reviews, opens }: HeldFile['conference']) {
  if (kind === ConferenceKind.MIDYEAR) return { closesYear: null, reviewsYear: reviews, opensYear: null };
  return { closesYear: closes, reviewsYear: null, opensYear: opens };
}

/** Ids of the members in the printed order; a name that fits nobody is a problem already. */
function memberOrderOf(
  names: readonly string[] | undefined,
  memberOf: Scene['memberOf'],
): Conference['memberOrder'] | undefined {
  return names?.flatMap((name, index) => memberOf(`/conference/memberOrder/${index}`, name)?.id ?? []);
}

function sourceOf({ conference: { source } }: HeldFile): Conference['source'] | undefined {
  if (!source) return undefined;
  return {
    title: source.title,
    publisher: source.publisher ?? null,
    publishedRaw: source.publishedRaw ?? null,
    url: source.url ?? null,
    caption: source.caption ?? null,
  };
}

function planDelegations({ file, existing, changes, memberOf }: Scene, { conference }: ConferenceScene): void {
  file.delegations?.forEach((given, index) => {
    const path = `/delegations/${index}`;
    const found = existing.delegations.find(({ code }) => code === given.code);
    changes.upsert(Delegation, { path, thing: `delegation ${given.code}` }, found, {
      conferenceId: conference.id,
      code: given.code,
      ordinal: index + 1,
      name: pair(given.name),
      memberId: given.member === undefined ? undefined : memberOf(at(path, 'member'), given.member)?.id,
    });
  });
}

const attendance = {
  instead: {
    vi: 'dùng `addDelegate`, `correctDelegate`, `replaceDelegate` và `withdrawDelegate` để sửa danh sách, `checkIn` và `checkOut` để ghi ai có mặt',
    en: 'use `addDelegate`, `correctDelegate`, `replaceDelegate` and `withdrawDelegate` for the list, `checkIn` and `checkOut` for who is present',
  },
};

/** @returns ids of the delegates by code, those known and those of the file */
function planDelegates(scene: Scene, { conference, frozen }: ConferenceScene): ReadonlyMap<string, string> {
  const { file, existing, changes, memberOf } = scene;
  const ids = new Map(existing.delegates.map((delegate) => [delegate.code, delegate.id]));
  // Ids first: an absent delegate may stand below the one who stands in.
  for (const { code } of file.delegates ?? []) if (!ids.has(code)) ids.set(code, randomUUID());
  const memberIds = new Map(existing.delegates.map((delegate) => [delegate.code, delegate.memberId]));
  file.delegates?.forEach((given, index) => {
    const path = `/delegates/${index}`;
    const memberId = given.member === undefined ? undefined : memberOf(at(path, 'member'), given.member)?.id;
    const proxyForId =
      given.proxyFor === undefined ? undefined : delegateId(scene, ids, at(path, 'proxyFor'), given.proxyFor);
    if (memberId !== undefined) memberIds.set(given.code, memberId);
    const known = existing.delegates.find(({ code }) => code === given.code);
    changes.upsert(
      Delegate,
      { path, thing: `delegate ${given.code}`, frozen: frozen ? attendance : null },
      known,
      {
        // Mandates are as the file gives them, whoever stood in.
        mandateId: known?.mandateId && !frozen ? null : undefined,
        conferenceId: conference.id,
        code: given.code,
        ordinal: index + 1,
        name: pair(given.name),
        memberId,
        proxyForId,
        posts: given.posts?.map((post) => ({
          title: pair(post.title),
          aliases: [...(post.aliases ?? [])],
          from: post.from ?? null,
          to: post.to ?? null,
        })),
        mayVote: given.mayVote,
        maySign: given.maySign,
        attended: given.attended,
      },
      { id: ids.get(given.code), posts: [], mayVote: false, maySign: false },
    );
  });
  checkStandIns(scene, memberIds);
  return ids;
}

/** Whoever stands in does so for one of the same member, where both are of one, and not the other way round as well. */
function checkStandIns({ file, changes }: Scene, memberIds: ReadonlyMap<string, string | null>): void {
  const absent = new Map(file.delegates?.map(({ code, proxyFor }) => [code, proxyFor]));
  file.delegates?.forEach(({ code, proxyFor }, index) => {
    if (proxyFor === undefined || proxyFor === code) return;
    const path = `/delegates/${index}/proxyFor`;
    if (absent.get(proxyFor) === code) changes.problem(path, proxyFor, faults.proxyInCircle);
    const [own, other] = [memberIds.get(code) ?? null, memberIds.get(proxyFor) ?? null];
    if (own !== null && other !== null && own !== other) changes.problem(path, proxyFor, faults.proxyOfOtherMember);
  });
}

function delegateId(
  { changes }: Scene,
  ids: ReadonlyMap<string, string>,
  path: string,
  code: string,
): string | undefined {
  const id = ids.get(code);
  if (id === undefined) changes.problem(path, code, faults.noDelegate);
  return id;
}

const steps = {
  instead: {
    vi: 'dùng `correctAgendaItem`, `moveAgendaItem` hoặc `addAgendaItem` để sửa chương trình',
    en: 'use `correctAgendaItem`, `moveAgendaItem` or `addAgendaItem` to change the agenda',
  },
};

function planAgenda({ file, existing, changes }: Scene, { conference, frozen }: ConferenceScene): void {
  const over = conference.state === ConferenceState.CLOSED;
  file.agenda?.forEach((given, index) => {
    const { code, session, title } = given;
    changes.upsert(
      AgendaItem,
      { path: `/agenda/${index}`, thing: `agenda item ${code}`, frozen: frozen ? steps : null },
      existing.agenda.find((item) => item.code === code),
      { conferenceId: conference.id, code, ordinal: index + 1, session, title: pair(title) },
      { session: AgendaSession.OFFICIAL, state: over ? AgendaState.DONE : AgendaState.PENDING },
    );
  });
}

function planDirectives(scene: Scene, { conference }: ConferenceScene, delegates: ReadonlyMap<string, string>): void {
  const { file, existing, changes } = scene;
  file.directives?.forEach((given, index) => {
    const path = `/directives/${index}`;
    changes.upsert(
      Directive,
      { path, thing: `directive ${given.code}` },
      existing.directives.find(({ code }) => code === given.code),
      {
        conferenceId: conference.id,
        code: given.code,
        ordinal: index + 1,
        kind: given.kind,
        number: given.number,
        issuedOn: given.date,
        issuer: pair(given.issuer),
        text: pair(given.text),
        delegateId:
          given.delegate === undefined ? undefined : delegateId(scene, delegates, at(path, 'delegate'), given.delegate),
      },
    );
  });
}

function planTexts({ file, existing, changes }: Scene, { conference }: ConferenceScene): void {
  file.keyTasks?.forEach((given, index) => {
    const path = `/keyTasks/${index}`;
    const thing = `key task ${given.code}`;
    const flags = storedFlags(given.flags);
    const found = existing.keyTasks.find(({ code }) => code === given.code);
    changes.upsert(KeyTask, { path, thing }, found, {
      conferenceId: conference.id,
      code: given.code,
      ordinal: index + 1,
      text: pair(given.text),
      flags,
    });
    flags.forEach((flag, place) => {
      changes.flag(`${path}/flags/${place}`, thing, flag);
    });
  });
  file.resolutions?.forEach((given, index) => {
    const { code, method, text } = given;
    const found = existing.resolutions.find((resolution) => resolution.code === code);
    const place = { path: `/resolutions/${index}`, thing: `resolution ${code}` };
    const fields = { conferenceId: conference.id, code, ordinal: index + 1, method, text: pair(text) };
    changes.upsert(Resolution, place, found, fields);
  });
}

/** Doubts of the file as they are stored; none where none are written. */
export function storedFlags(flags: readonly FileFlag[] | undefined): KeyTask['flags'] {
  return (flags ?? []).map((flag) => ({
    code: flag.code,
    raw: flag.raw,
    reason: pair(flag.reason),
    suggestion: flag.suggestion ?? null,
  }));
}
