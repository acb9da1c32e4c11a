import { type CheckInInput, checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { openConference } from '../../src/conference/open-conference';
import type { Database } from '../../src/database/database';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { castBallot } from '../../src/poll/cast-ballot';
import { PollKind, Secrecy } from '../../src/poll/poll';
import { cloneConference } from '../../src/rehearsal/clone-conference';
import { closePoll, createPoll, openPoll } from '../../test/support/acts';
import { servicesOf } from '../../test/support/context';
import { aViewer } from '../../test/support/hall';

/** A conference in session. */
export interface Session {
  readonly slug: string;
  /** Does one more act there. */
  act(): Promise<void>;
}

/** A rehearsal of the shipped conference of 2022 with 60 delegates and a poll on each award proposal, the last one open. */
export async function aSession(db: Database): Promise<Session> {
  const { id, slug } = await cloneConference(db, { slug: 'cum-5-thanh-pho-2022', delegates: 60 });
  const chair = await aViewer(db, Role.CHAIR, id);
  await openConference(db, chair, { conferenceId: id, idempotencyKey: null });
  const people = await db.query<{ id: string; may_vote: boolean }[]>(
    'select id, may_vote from delegate where conference_id = $1 order by ordinal',
    [id],
  );
  const input = (delegateId: string): CheckInInput => ({ conferenceId: id, delegateId, idempotencyKey: null });
  for (const person of people) await checkIn(db, chair, input(person.id));
  const voters = await Promise.all(
    people.filter((person) => person.may_vote).map((person) => aViewer(db, Role.DELEGATE, id, person.id)),
  );
  const proposals = await db.query<{ id: string }[]>(
    'select id from award_proposal where conference_id = $1 order by ordinal',
    [id],
  );
  for (const [index, proposal] of proposals.entries()) {
    await vote(db, id, proposal.id, chair, voters, index < proposals.length - 1);
  }
  await db.query('analyze');
  const { length } = people;
  let done = 0;
  return {
    slug,
    async act() {
      const person = people[Math.floor(done / 2) % length]?.id ?? '';
      done += 1;
      if (done % 2) await checkOut(db, chair, input(person));
      else await checkIn(db, chair, input(person));
    },
  };
}

async function vote(
  db: Database,
  conferenceId: string,
  proposalId: string,
  chair: Viewer,
  voters: readonly Viewer[],
  close: boolean,
): Promise<void> {
  const { subject: pollId } = await createPoll(db, chair, {
    conferenceId,
    question: { vi: 'Tán thành đề nghị khen thưởng?', en: 'Adopt the award proposal?' },
    kind: PollKind.YES_NO_ABSTAIN,
    secrecy: Secrecy.NAMED,
    liveTally: true,
    subject: null,
    proposalId,
    agendaItemId: null,
    options: null,
    maxChoices: null,
    rule: null,
    previousId: null,
    idempotencyKey: null,
  });
  await openPoll(db, chair, { pollId, idempotencyKey: null });
  for (const voter of voters)
    await castBallot(servicesOf(db).ballotBox, voter, { pollId, choices: ['YES'], idempotencyKey: null });
  if (close) await closePoll(db, chair, { pollId, idempotencyKey: null });
}
