import { mutantsOf } from '../mutant';

/** Refusals of the acts on webhooks, and what is promised to receivers and of addresses inside. */
export const webhooks = [
  ...mutantsOf('src/webhooks/create-webhook.ts', 'webhooks/acts', [
    [
      'createWebhook BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'refuses an address and choices that will not do',
    ],
    [
      'createWebhook FORBIDDEN',
      "requireField(viewer, 'Mutation.createWebhook');",
      '',
      'is for administrators: createWebhook',
    ],
  ]),
  ...mutantsOf('src/webhooks/rules.ts', 'webhooks/acts', [
    [
      'a receiver can be made only for kinds of entries there are',
      'kindsOfLogs.some((known) => known === kind)',
      '/^[a-z]/.test(kind)',
      'tells which kinds it does not know, and those there are',
    ],
  ]),
  ...mutantsOf('src/webhooks/update-webhook.ts', 'webhooks/acts', [
    [
      'updateWebhook BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'refuses what would leave nothing to send',
    ],
  ]),
  ...mutantsOf('src/webhooks/choices.ts', 'webhooks/acts', [
    [
      'createWebhook NOT_FOUND',
      "if (missing !== undefined) throw new Refusal('NOT_FOUND', { id: missing });",
      '',
      'refuses conferences and blocs that are none, also each other',
    ],
  ]),
  ...mutantsOf('src/webhooks/replay-webhook.ts', 'webhooks/acts', [
    [
      'replayWebhook LOG_POSITION_AHEAD',
      "if (after > end) throw new Refusal('LOG_POSITION_AHEAD', { after, end });",
      '',
      'wants one log, that the receiver is sent, and a position it has',
    ],
  ]),
  ...mutantsOf('src/webhooks/events.ts', 'webhooks/acts', [
    [
      'the log tells of a receiver nothing that its address may hold',
      'origin: new URL(url).origin,',
      'origin: url,',
      'shows the secret once, and tells the log neither it nor what the address may hold',
    ],
  ]),
  ...mutantsOf('src/webhooks/sender.ts', 'webhooks/sender', [
    [
      'A receiver of webhooks gets each entry at least once',
      'const isTaken = status !== null && status >= 200 && status < 300;',
      'const isTaken = status !== null;',
      'that is down for an hour gets everything in order once it is back',
    ],
    [
      'a receiver that answers 410 is paused',
      'if (status === 410) await this.deliveries.pauseGone(receiver.id, at);',
      '',
      'that answers 410 is paused until somebody resumes it',
    ],
    [
      'the old secret ends a day after a rotation',
      'previousSecret && previousSecretUntil && previousSecretUntil > now()',
      'previousSecret && previousSecretUntil',
      'is sent signatures by both secrets for a day after a rotation',
    ],
  ]),
  ...mutantsOf('src/webhooks/deliveries.ts', 'webhooks/sender', [
    [
      'one sender at a time has a receiver',
      'and (w.lease_until is null or w.lease_until < clock_timestamp()) and exists',
      'and exists',
      'of which there are several have a receiver one at a time, and send each entry once',
    ],
    [
      'nothing is sent for an owner who is shut out',
      "and a.revoked_at is null and a.role = 'ADMINISTRATOR'",
      "and a.role = 'ADMINISTRATOR'",
      'is sent nothing any more when its owner is shut out',
    ],
    [
      'a receiver of a bloc is sent no rehearsals',
      "where c.nature <> 'REHEARSAL'",
      '',
      'is sent a bloc with its conferences, also those that come later, and no rehearsals',
    ],
  ]),
  ...mutantsOf('src/webhooks/reachable.ts', 'webhooks/reachable', [
    [
      'webhooks are not sent to addresses inside',
      "  '169.254.0.0/16',\n",
      '',
      'is no private, loopback, link-local, multicast or reserved one, however it is written: 169.254.169.254',
    ],
  ]),
  ...mutantsOf('src/webhooks/post.ts', 'webhooks/sender', [
    [
      'the address that is looked at is the one that is connected to',
      '        lookup: this.reachable.lookup,\n',
      '',
      'is not sent to by a name that leads elsewhere after it was looked at',
    ],
    [
      'an address in the place of a name is looked at',
      'if (fault) throw new Error(fault);',
      '',
      'is not sent to, as an address or behind a name',
    ],
    [
      'webhooks are sent by https in production',
      "if (this.httpsOnly && !isHttps) throw new Error('only https is sent to');",
      '',
      'is not sent to without TLS in production',
    ],
  ]),
];
