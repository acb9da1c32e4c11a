import { randomUUID } from 'node:crypto';
import { AgendaItem, AgendaSession, AgendaState } from '../conference/agenda-item';
import { Conference, ConferenceNature, ConferenceState, Visibility } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { Resolution } from '../conference/resolution';
import { pair } from './change-set';
import type { ConferenceFile, FileFlag } from './conference-file';
import { at } from './parse-file';
import type { Scene } from './plan-bloc';

/** The conference as it will stand, and whether a live one has begun and may not be changed in what it rests on. */
export interface ConferenceScene {
  readonly conference: Conference;
  readonly frozen: boolean;
}

/** Plans the conference itself and all that belongs to it alone, but for its decisions and its pact. */
export function planConference(scene: Scene): ConferenceScene {
  const existing = planItself(scene);
  planDelegations(scene, existing);
  const delegates = planDelegates(scene, existing);
  planAgenda(scene, existing);
  planDirectives(scene, existing, delegates);
  planTexts(scene, existing);
  return existing;
}

const itself = {
  fields: ['kind', 'closesYear', 'opensYear'],
  instead: 'prepare another conference under a slug of its own',
};

function planItself({ file, existing, changes, bloc, memberOf }: Scene): ConferenceScene {
  const given = file.conference;
  const found = existing.conference;
  const path = '/conference';
  const thing = `conference ${given.slug}`;
  const record = given.nature === ConferenceNature.RECORD;
  if (found && found.blocId !== bloc.id) {
    const cure = 'Choose another slug, or correct the slug of the bloc.';
    changes.problem(at(path, 'slug'), given.slug, 'Another bloc has a conference of this slug.', cure);
  }
  if (found && found.nature !== given.nature) {
    const cure = 'Restore the old value in the file, or choose another slug.';
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
      closesYear: given.closes,
      opensYear: given.opens,
      heldOn: given.heldOn,
      heldText: pair(given.heldText),
      place: pair(given.place),
      hostId: given.host === undefined ? undefined : memberOf(at(path, 'host'), given.host)?.id,
      agendaNote: pair(given.agendaNote),
      source: sourceOf(file),
    },
    {
      nature: given.nature,
      state: record ? ConferenceState.CLOSED : ConferenceState.PLANNED,
      visibility: record ? Visibility.PUBLIC : Visibility.PARTICIPANTS,
    },
  );
  return { conference, frozen };
}

function sourceOf({ conference: { source } }: ConferenceFile): Conference['source'] | undefined {
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

const attendance = { instead: 'use `checkIn` and `checkOut` for who is present' };

/** @returns ids of the delegates by code, those known and those of the file */
function planDelegates(scene: Scene, { conference, frozen }: ConferenceScene): ReadonlyMap<string, string> {
  const { file, existing, changes, memberOf } = scene;
  const ids = new Map(existing.delegates.map((delegate) => [delegate.code, delegate.id]));
  // Ids first: an absent delegate may stand below the one who stands in.
  for (const { code } of file.delegates ?? []) if (!ids.has(code)) ids.set(code, randomUUID());
  file.delegates?.forEach((given, index) => {
    const path = `/delegates/${index}`;
    const memberId = given.member === undefined ? undefined : memberOf(at(path, 'member'), given.member)?.id;
    const proxyForId =
      given.proxyFor === undefined ? undefined : delegateId(scene, ids, at(path, 'proxyFor'), given.proxyFor);
    changes.upsert(
      Delegate,
      { path, thing: `delegate ${given.code}`, frozen: frozen ? attendance : null },
      existing.delegates.find(({ code }) => code === given.code),
      {
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
  return ids;
}

function delegateId(
  { changes }: Scene,
  ids: ReadonlyMap<string, string>,
  path: string,
  code: string,
): string | undefined {
  const id = ids.get(code);
  if (id === undefined) changes.problem(path, code, 'No delegate has this code.', 'Add the person to `/delegates`.');
  return id;
}

const steps = { instead: 'use `startAgendaItem` and `finishAgendaItem` to move the agenda on' };

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
