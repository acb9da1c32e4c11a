import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Award } from '../award/award';
import { Proposal } from '../award/proposal';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import { AgendaItem, AgendaState } from '../conference/agenda-item';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { evaluatedYear } from '../conference/evaluated-year';
import type { Database } from '../database/database';
import { operator } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { act } from '../log/act';
import { type DomainEvent, startLog } from '../log/append';
import { topics } from '../log/topics';
import { Article } from '../pact/article';
import { Pact, PactState } from '../pact/pact';
import { readState } from '../record/replay/read-state';
import { keptOf, type RecordState } from '../record/replay/state';

export interface CloneOptions {
  /** Slug of the conference to rehearse. */
  readonly slug: string;
  /** How many delegates play, at least one per member; the first of each member votes and signs for it. */
  readonly delegates: number;
}

/** The rehearsal, as the tables hold it. */
export interface Rehearsal {
  readonly id: string;
  readonly slug: string;
}

/**
 * Makes a rehearsal of a conference, by the operator.
 * @throws Refusal NOT_FOUND
 */
export async function cloneConference(db: Database, options: CloneOptions): Promise<Rehearsal> {
  let rehearsal: Rehearsal | undefined;
  await act(db, operator, { act: 'cloneConference', about: null }, async (tx) => {
    const written = await writeRehearsal(tx, options);
    rehearsal = written.rehearsal;
    return written.happened;
  });
  return found(rehearsal);
}

/**
 * Writes a rehearsal of a conference: its agenda, guests and award proposals, all before the beginning, with delegates
 * and a pact text that say they are made up. It has a log of its own and is as visible as the conference rehearsed,
 * which is not touched.
 * @throws Refusal NOT_FOUND
 */
export async function writeRehearsal(tx: EntityManager, { slug, delegates }: CloneOptions) {
  // Held, so that two rehearsals made at once do not get one number.
  const original = found(await tx.findOne(Conference, { where: { slug }, lock: { mode: 'for_no_key_update' } }));
  const count = await tx.countBy(Conference, { rehearsesId: original.id });
  const rehearsal = rehearsalOf(original, count + 1);
  await tx.insert(Conference, rehearsal);
  await copyAgenda(tx, original, rehearsal);
  await copyGuests(tx, original, rehearsal);
  await inventDelegates(tx, rehearsal, delegates);
  await copyProposals(tx, original, rehearsal);
  await inventPact(tx, original, rehearsal);
  await startLog(tx, rehearsal.id);
  const happened = rehearsalPrepared(original, rehearsal, await readState(tx, rehearsal.id));
  return { rehearsal: { id: rehearsal.id, slug: rehearsal.slug }, happened };
}

function rehearsalOf(original: Conference, number: number): Conference {
  return {
    ...original,
    id: randomUUID(),
    slug: `${original.slug}-dien-tap-${number}`,
    nature: ConferenceNature.REHEARSAL,
    state: ConferenceState.PLANNED,
    name: { vi: `DIỄN TẬP: ${original.name.vi}`, en: `REHEARSAL: ${original.name.en ?? original.name.vi}` },
    rehearsesId: original.id,
    source: null,
    statedMembers: null,
    memberOrder: null,
    openedAt: null,
    closedAt: null,
    attendanceAtClosing: null,
  };
}

function rehearsalPrepared(original: Conference, rehearsal: Conference, state: RecordState): DomainEvent {
  return {
    stream: rehearsal.id,
    kind: 'rehearsalPrepared',
    subject: rehearsal.id,
    data: { rehearses: original.slug, slug: rehearsal.slug },
    topics: [topics.conference(rehearsal.id)],
    checkpoint: keptOf(state),
  };
}

async function copyAgenda(tx: EntityManager, original: Conference, rehearsal: Conference): Promise<void> {
  const items = await tx.findBy(AgendaItem, { conferenceId: original.id });
  const fresh = {
    conferenceId: rehearsal.id,
    state: AgendaState.PENDING,
    startedAt: null,
    finishedAt: null,
    undoTo: null,
  };
  await tx.insert(
    AgendaItem,
    items.map((item) => ({ ...item, ...fresh, id: randomUUID() })),
  );
}

/** Groups of attendees and the documents named; the people named by the source do not play. */
async function copyGuests(tx: EntityManager, original: Conference, rehearsal: Conference): Promise<void> {
  const groups = await tx.findBy(Delegation, { conferenceId: original.id });
  await tx.insert(
    Delegation,
    groups.map((group) => ({ ...group, id: randomUUID(), conferenceId: rehearsal.id })),
  );
  const directives = await tx.findBy(Directive, { conferenceId: original.id });
  const documents = directives.filter((directive) => directive.delegateId === null);
  await tx.insert(
    Directive,
    documents.map((directive) => ({ ...directive, id: randomUUID(), conferenceId: rehearsal.id })),
  );
}

async function inventDelegates(tx: EntityManager, rehearsal: Conference, wanted: number): Promise<void> {
  const members = await parties(tx, rehearsal);
  const count = Math.max(wanted, members.length);
  const delegates = Array.from({ length: count }, (_, index) => {
    const member = members[index % members.length] as Member;
    const number = Math.floor(index / members.length) + 1;
    const head = number === 1;
    return {
      id: randomUUID(),
      conferenceId: rehearsal.id,
      memberId: member.id,
      proxyForId: null,
      code: `${member.code}-${number}`,
      ordinal: index + 1,
      name: {
        vi: `Đại biểu diễn tập ${number} – ${member.shortName.vi}`,
        en: `Demo delegate ${number} – ${member.shortName.en ?? member.shortName.vi}`,
      },
      posts: [],
      mayVote: head,
      maySign: head,
      attended: null,
    };
  });
  await tx.insert(Delegate, delegates);
}

async function parties(tx: EntityManager, rehearsal: Conference): Promise<readonly Member[]> {
  const year = rehearsal.opensYear ?? evaluatedYear(rehearsal);
  const members =
    year === null
      ? await tx.findBy(Member, { blocId: rehearsal.blocId })
      : await membersOfYear(tx, rehearsal.blocId, year);
  if (members.length === 0) throw new Error(`${rehearsal.slug}: the bloc has no members to rehearse with`);
  return members;
}

async function copyProposals(tx: EntityManager, original: Conference, rehearsal: Conference): Promise<void> {
  const proposals = await tx.findBy(Proposal, { conferenceId: original.id });
  await tx.insert(
    Proposal,
    proposals.map((proposal) => ({ ...proposal, id: randomUUID(), conferenceId: rehearsal.id })),
  );
  if (proposals.length === 0 && (await tx.count(Award)) === 0)
    throw new Error('no award is known: load the shipped conferences first');
}

/** The source prints no article of the pact, so the rehearsal signs a text that says what it is. */
async function inventPact(tx: EntityManager, original: Conference, rehearsal: Conference): Promise<void> {
  const year = rehearsal.opensYear;
  if (year === null) return;
  const pact = await tx.findOneBy(Pact, { conferenceId: original.id, year });
  const title = pact?.title ?? { vi: `Giao ước thi đua năm ${year}`, en: `Emulation pact for ${year}` };
  const id = randomUUID();
  await tx.insert(Pact, {
    id,
    conferenceId: rehearsal.id,
    year,
    title: { vi: `DIỄN TẬP: ${title.vi}`, en: `REHEARSAL: ${title.en ?? title.vi}` },
    preamble: {
      vi: 'Văn bản dùng để diễn tập, không phải giao ước thật.',
      en: 'A text for rehearsal; it is not the real pact.',
    },
    state: PactState.DRAFT,
  });
  await tx.insert(
    Article,
    demoArticles.map((article, index) => ({ id: randomUUID(), pactId: id, ordinal: index + 1, ...article })),
  );
}

const demoArticles = [
  {
    heading: { vi: 'Điều 1 (diễn tập)', en: 'Article 1 (rehearsal)' },
    text: {
      vi: 'Các đơn vị thi đua thực hiện nhiệm vụ của năm.',
      en: 'The members emulate one another in the tasks of the year.',
    },
  },
  {
    heading: { vi: 'Điều 2 (diễn tập)', en: 'Article 2 (rehearsal)' },
    text: { vi: 'Các đơn vị chia sẻ cách làm hay với nhau.', en: 'The members share with one another what works.' },
  },
];
