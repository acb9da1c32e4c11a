import { issueBadge } from '../../../src/auth/issue-badge';
import { startAgendaItem } from '../../../src/conference/start-agenda-item';
import { Role, type Viewer } from '../../../src/graphql/authorize/viewer';
import { draftPact } from '../../../src/pact/draft-pact';
import { openPact } from '../../../src/pact/open-pact';
import { Pact } from '../../../src/pact/pact';
import { signPact } from '../../../src/pact/sign-pact';
import { aHall, at, type Hall } from '../../support/hall';
import { aServer, type TestServer } from '../../support/server';
import type { Watched } from './browser';

/** A server with a conference in session: its first item is on, its pact is open to be signed. */
export interface Stage {
  readonly server: TestServer;
  readonly hall: Hall;
  readonly pact: Pact;
  /** Signs the pact as the delegate at this place, from 0. */
  sign(place: number): Promise<unknown>;
  /** A fresh badge code for the delegate at this place. */
  code(place: number): Promise<string>;
}

/** Settings as of a server. */
export async function aStage(settings: Record<string, string> = {}): Promise<Stage> {
  const server = await aServer(settings);
  const hall = await aHall(server.database.db);
  const { db, chair, secretary, conference } = hall;
  await startAgendaItem(db, chair, { itemId: at(hall.agenda, 0).id, idempotencyKey: null });
  const { subject: pactId } = await draftPact(db, secretary, {
    conferenceId: conference.id,
    year: null,
    title: { vi: 'Giao ước thi đua', en: 'Emulation pact' },
    preamble: null,
    articles: [{ heading: { vi: 'Điều 1', en: null }, text: { vi: 'Thi đua thực hiện nhiệm vụ năm', en: null } }],
    targets: [],
    idempotencyKey: null,
  });
  await openPact(db, chair, { pactId, idempotencyKey: null });
  const pact = await db.manager.findOneByOrFail(Pact, { id: pactId });
  return {
    server,
    hall,
    pact,
    sign: (place) =>
      signPact(db, at(hall.delegates, place), { pactId, textHash: pact.textHash ?? '', idempotencyKey: null }),
    async code(place) {
      const delegateId = at(hall.people, place).id;
      const holder = { role: Role.DELEGATE, conferenceId: conference.id, delegateId, ttlMinutes: 60 };
      return (await issueBadge(db, secretary, holder)).code;
    },
  };
}

/** Where somebody can be let in: a server that is asked for sessions. */
export interface CallerConnection {
  readonly server: Pick<TestServer, 'token'> & { readonly app: { readonly url: string } };
}

/** Lets a page in as this viewer without a badge: the cookie that signing in would have set. */
export async function letIn({ context }: Watched, { server }: CallerConnection, viewer: Viewer): Promise<void> {
  const value = await server.token(viewer);
  await context.addCookies([{ name: 'giaouoc', value, url: server.app.url, httpOnly: true, sameSite: 'Strict' }]);
}
