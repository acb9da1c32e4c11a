import { Member } from '../../../src/bloc/member';
import { now } from '../../../src/clock';
import { AgendaItem } from '../../../src/conference/agenda-item';
import { Conference, ConferenceState } from '../../../src/conference/conference';
import { Delegate } from '../../../src/conference/delegate';
import type { Viewer } from '../../../src/graphql/authorize/viewer';
import { Pact } from '../../../src/pact/pact';
import { voidPollOrAsk } from '../../support/acts';
import { aHall, at } from '../../support/hall';
import type { TestServer } from '../../support/server';

/** A conference of so many members, with names as long as offices have them. */
export interface LargeHall {
  readonly slug: string;
  readonly conferenceId: string;
  readonly itemId: string;
  readonly nextItemId: string;
  act(name: string, input: object, by?: Viewer): Promise<string>;
  /** A question of some 200 characters, with so many options or yes/no; its id. */
  openPoll(options: number, minutes?: number): Promise<string>;
  /** Makes a question that opens by itself in so many minutes. */
  schedulePoll(minutes: number): Promise<void>;
  /** Sets a poll aside, by two people. */
  setAside(pollId: string): Promise<unknown>;
  /** All delegates vote; what, by their place from 0. */
  vote(pollId: string, choices: (place: number) => readonly string[]): Promise<void>;
  readonly members: number;
  readonly chair: Viewer;
  delegate(place: number): Viewer;
  /** Puts the delegate at a place into the queue of speakers. */
  askToSpeak(place: number, topic?: string): Promise<void>;
  /** Gives the one at a place of those who asked the floor. */
  startSpeaker(place: number, seconds: number): Promise<void>;
  /** Opens the pact; signs as the delegate at a place. */
  openPact(): Promise<(place: number) => Promise<unknown>>;
}

const provinces = [
  'Bà Rịa - Vũng Tàu',
  'Thừa Thiên Huế',
  'Hà Giang',
  'Thành phố Hồ Chí Minh',
  'Lâm Đồng',
  'Quảng Ngãi',
  'Bình Phước',
];
const unit = (n: number) => `Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh ${provinces[n % provinces.length]} ${n + 1}`;
const question =
  'Thông qua đề nghị Thủ tướng Chính phủ xét tặng Cờ thi đua của Chính phủ năm 2025 cho đơn vị có thành tích xuất sắc, ' +
  'tiêu biểu, dẫn đầu phong trào thi đua yêu nước của Khối các Liên hiệp Hội địa phương?';
const title = 'Báo cáo kết quả thực hiện giao ước thi đua năm 2025 và phương hướng, nhiệm vụ công tác thi đua năm 2026';

export async function aLargeHall(server: TestServer, members: number): Promise<LargeHall> {
  const { db } = server.database;
  const hall = await aHall(db, { members, state: ConferenceState.PLANNED });
  const conferenceId = hall.conference.id;
  const { manager } = db;
  const only = (vi: string) => ({ vi, en: null });
  await manager.update(
    Conference,
    { id: conferenceId },
    {
      name: only(
        'Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 Khối các Liên hiệp Hội Khoa học và Kỹ thuật',
      ),
    },
  );
  for (const [n, { id }] of hall.members.entries())
    await manager.update(Member, { id }, { officialName: only(unit(n)), shortName: only(unit(n)) });
  for (const [n, { id }] of hall.people.entries())
    await manager.update(Delegate, { id }, { name: only(`Nguyễn Thị Phương Thảo ${n + 1}`) });
  for (const { id } of hall.agenda) await manager.update(AgendaItem, { id }, { title: only(title) });
  const act = async (name: string, input: object, by = hall.chair): Promise<string> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { receipt { about { id } } } }`;
    const { data, errors } = await server.ask(document, { input }, by);
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data[name].receipt.about?.id;
  };
  const speakers: string[] = [];
  return {
    slug: hall.conference.slug,
    conferenceId,
    itemId: at(hall.agenda, 0).id,
    nextItemId: at(hall.agenda, 1).id,
    act,
    async openPoll(options, minutes) {
      const labels = Array.from({ length: options }, (_, n) => ({ code: `o${n}`, label: only(unit(n)) }));
      const kind = options ? { kind: 'CHOOSE', maxChoices: 1, options: labels } : {};
      const pollId = await act('createPoll', { conferenceId, question: only(question), liveTally: true, ...kind });
      await act('openPoll', { pollId, minutes });
      return pollId;
    },
    async schedulePoll(minutes) {
      const pollId = await act('createPoll', { conferenceId, question: only(question) });
      await act('schedulePoll', { pollId, opensAt: new Date(now().getTime() + minutes * 60_000).toISOString() });
    },
    async setAside(pollId) {
      const { subject: pendingActId } = await voidPollOrAsk(db, hall.chair, {
        pollId,
        reason: 'Câu hỏi in sai',
        idempotencyKey: null,
      });
      return act('confirmAct', { pendingActId }, hall.secretary);
    },
    async vote(pollId, choices) {
      const cast = (delegate: Viewer, place: number) =>
        act('castBallot', { pollId, choices: choices(place) }, delegate);
      await Promise.all(hall.delegates.slice(0, members).map(cast));
    },
    members,
    chair: hall.chair,
    delegate: (place) => at(hall.delegates, place),
    async askToSpeak(place, topic) {
      speakers.push(await act('askToSpeak', { conferenceId, topic }, at(hall.delegates, place)));
    },
    async startSpeaker(place, seconds) {
      await act('startSpeaker', { speakerId: at(speakers, place), seconds });
    },
    async openPact() {
      const articles = [{ heading: only('Điều 1'), text: only('Thi đua thực hiện nhiệm vụ năm') }];
      const name = only(`Giao ước thi đua năm 2026 của ${members} đơn vị thành viên Khối các Liên hiệp Hội địa phương`);
      const pactId = await act('draftPact', { conferenceId, title: name, articles, targets: [] }, hall.secretary);
      await act('openPact', { pactId });
      const { textHash } = await manager.findOneByOrFail(Pact, { id: pactId });
      return (place) => act('signPact', { pactId, textHash }, at(hall.delegates, place));
    },
  };
}
