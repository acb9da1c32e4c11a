import type { Member } from '../bloc/member';
import type { Delegate } from '../conference/delegate';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { HallView } from './hall-view';
import type { Speaker } from './speaker';

export function hallShown(view: HallView): DomainEvent {
  const { conferenceId, scene, pollIds: polls, text, endsAt } = view;
  return {
    stream: conferenceId,
    kind: 'hallShown',
    subject: conferenceId,
    data: { scene, polls, text: text && { vi: text.vi, en: text.en }, endsAt: endsAt?.toISOString() ?? null },
    topics: [topics.conference(conferenceId)],
  };
}

/** A speaker with who that is. */
export interface KnownSpeaker {
  readonly speaker: Speaker;
  readonly delegate: Delegate;
  readonly member: Member | null;
}

type More = { readonly [key: string]: Json };

export const speakerAsked = (known: KnownSpeaker) => happened(known, 'speakerAsked', { topic: known.speaker.topic });
export const speakerWithdrawn = (known: KnownSpeaker) => happened(known, 'speakerWithdrawn', {});

/** `order` has the ids of all who wait, as the queue is now. */
export const speakerMoved = (known: KnownSpeaker, order: readonly string[]) =>
  happened(known, 'speakerMoved', { order });

/** @param before seconds until then; null for no limit */
export const speakerTimed = (known: KnownSpeaker, before: number | null) =>
  happened(known, 'speakerTimed', { before, seconds: known.speaker.seconds });

export const speakerStarted = (known: KnownSpeaker) =>
  happened(known, 'speakerStarted', { seconds: known.speaker.seconds });

/** @param spoken for how many seconds */
export const speakerStopped = (known: KnownSpeaker, spoken: number) =>
  happened(known, 'speakerStopped', { seconds: known.speaker.seconds, spoken });

function happened({ speaker, delegate, member }: KnownSpeaker, kind: EventKind, more: More): DomainEvent {
  const { id, conferenceId } = speaker;
  return {
    stream: conferenceId,
    kind,
    subject: id,
    data: {
      delegate: { id: delegate.id, code: delegate.code, name: { vi: delegate.name.vi, en: delegate.name.en } },
      member: member && {
        ...{ id: member.id, code: member.code },
        name: { vi: member.shortName.vi, en: member.shortName.en },
      },
      ...more,
    },
    topics: [topics.conference(conferenceId)],
  };
}
