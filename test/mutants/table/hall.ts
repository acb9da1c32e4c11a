import { mutantsOf } from '../mutant';

const desk = 'done by the desk of that conference, to who waits, while it is in session';

/** What the hall shows, and who speaks in it. */
export const hall = [
  ...mutantsOf('src/hall/rules.ts', 'hall/show-on-hall', [
    [
      'What was chosen for the big screens',
      'if (since(last.poll)) return automatic;',
      '',
      'gives way to a vote that opens, whatever was chosen',
    ],
    [
      'a choice gives way to a pact that comes into force',
      "if (scene !== 'WALL' && since(last.pactInForce)) return automatic;",
      '',
      'gives way to a pact that comes into force, but for its own wall',
    ],
    [
      'no result stays that is set aside',
      "if (scene === 'POLLS' && shown.polls === 0) return automatic;",
      '',
      'and nothing stale when none is left',
    ],
    [
      'no result stays beyond its item',
      'if (ofTheItem.has(scene) && shown.open === 0 && since(last.item)) return automatic;',
      '',
      'drops a result, a text and a break when the next item begins',
    ],
  ]),
  ...mutantsOf('src/hall/show-on-hall.ts', 'hall/show-on-hall', [
    [
      'showOnHall FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.showOnHall', conference.id);",
      '',
      'is for the desk of that conference, until it is over',
    ],
    [
      'showOnHall CONFERENCE_STATE',
      "if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_STATE', { state: conference.state });",
      '',
      'is for the desk of that conference, until it is over',
    ],
    [
      'showOnHall BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'shows no polls but those of the conference that are open or closed',
    ],
    [
      'showOnHall NOT_FOUND',
      "if (polls.length < ids.length) throw new Refusal('NOT_FOUND');",
      '',
      'shows no polls but those of the conference that are open or closed',
    ],
    [
      'showOnHall POLL_STATE',
      "if (unseen) throw new Refusal('POLL_STATE', { pollId: unseen.id, state: unseen.state });",
      '',
      'shows no polls but those of the conference that are open or closed',
    ],
  ]),
  ...mutantsOf('src/subscriptions/followed-states.ts', 'subscriptions/followed-states', [
    [
      'The desk is told how many screens were sent all that is known, and how many take it slowly.',
      'known.current && group.isCurrent && !member.isBehind',
      'known.current && group.isCurrent',
      'counts connections, those that were sent all that is known',
    ],
  ]),
  ...mutantsOf('src/hall/hold-queue.ts', 'hall/speakers', [
    [
      'One speaker has the floor at a time',
      "await tx.query(`select pg_advisory_xact_lock(hashtextextended('speakers ' || $1, 0))`, [conferenceId]);",
      '',
      'gives the floor to one of two who are given it at once',
    ],
    ['moveSpeaker, startSpeaker FORBIDDEN', 'requireAllowed(viewer, field, conferenceId);', '', desk],
    ['moveSpeaker, startSpeaker CONFERENCE_NOT_OPEN', 'await holdOpenConference(tx, conferenceId);', '', desk],
  ]),
  ...mutantsOf('src/hall/start-speaker.ts', 'hall/speakers', [
    [
      'startSpeaker SPEAKER_STATE, FLOOR_TAKEN',
      'if (refusal) throw new Refusal(refusal, { state: speaker.state, speaking: speaking?.id ?? null });',
      '',
      `lets startSpeaker be ${desk}`,
    ],
  ]),
  ...mutantsOf('src/hall/move-speaker.ts', 'hall/speakers', [
    [
      'moveSpeaker SPEAKER_STATE',
      'if (refusal) throw new Refusal(refusal, { state });',
      '',
      `lets moveSpeaker be ${desk}`,
    ],
  ]),
  ...mutantsOf('src/hall/set-speaker-time.ts', 'hall/speakers', [
    [
      'setSpeakerTime SPEAKER_STATE',
      'if (refusal) throw new Refusal(refusal, { state: speaker.state });',
      '',
      `lets setSpeakerTime be ${desk}`,
    ],
  ]),
  ...mutantsOf('src/hall/ask-to-speak.ts', 'hall/speakers', [
    [
      'askToSpeak IN_QUEUE',
      "if (written.length === 0) throw new Refusal('IN_QUEUE', { delegateId: delegate.id });",
      '',
      'has everybody once, and again when they have spoken',
    ],
    [
      'askToSpeak FORBIDDEN',
      "throw new Refusal('FORBIDDEN', { field, delegateId });",
      '{}',
      'lets delegates ask and withdraw for themselves only',
    ],
    [
      'askToSpeak DELEGATE_WITHDRAWN',
      "if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });",
      '',
      'refuses who will not come',
    ],
  ]),
  ...mutantsOf('src/hall/withdraw-speaker.ts', 'hall/speakers', [
    [
      'withdrawSpeaker FORBIDDEN',
      "throw new Refusal('FORBIDDEN', { field, speakerId: speaker.id });",
      '{}',
      'lets delegates ask and withdraw for themselves only',
    ],
    [
      'withdrawSpeaker SPEAKER_STATE',
      'if (refusal) throw new Refusal(refusal, { state: speaker.state });',
      '',
      `lets withdrawSpeaker be ${desk}`,
    ],
  ]),
  ...mutantsOf('src/hall/stop-speaker.ts', 'hall/speakers', [
    [
      'stopSpeaker SPEAKER_STATE',
      "if (state !== SpeakerState.SPEAKING || startedAt === null) throw new Refusal('SPEAKER_STATE', { state });",
      "if (startedAt === null) throw new Error('never');",
      'stops nobody who does not speak',
    ],
  ]),
];
