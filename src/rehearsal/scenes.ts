import { found } from '../graphql/context';
import type { Player } from './admit-players';
import { chooseBallot, shuffled } from './choose-ballot';
import type { ConferenceSeen, PactSeen, Programme, TallySeen } from './documents';
import { attendanceLine, leadershipLine, pactLine, tallyLine } from './narrator';
import type { Screen } from './screen';
import { everybodySees, type PlayedPoll, perform, type Stage } from './stage';

/** Milliseconds people take at speed 1; all of it comes to a good minute. */
const takes = { checkInAll: 8_000, item: 1_000, question: 1_500, ballot: 700, count: 1_000, signature: 1_200 } as const;

/** Opens the conference and lets everybody check in. */
export async function openTheHall(stage: Stage): Promise<void> {
  const { narrator, pace, hallScreen, conferenceId } = stage;
  narrator.step('KHAI MẠC (conference opened)');
  await everybodySees(stage, await perform(stage, stage.chair, 'openConference', { conferenceId }));
  narrator.step(`ĐIỂM DANH (check-in): ${stage.players.length} đại biểu`);
  const stop = tellAttendance(stage);
  const arriving = shuffled(stage.players, stage.seed);
  const arrive = ({ client }: Player) => perform(stage, client, 'checkIn', { conferenceId });
  if (pace.isInstant) await Promise.all(arriving.map(arrive));
  for (const player of pace.isInstant ? [] : arriving) {
    await arrive(player);
    await pace.pause(takes.checkInAll / arriving.length);
  }
  await everybodySees(stage, lastOf(stage));
  stop();
  narrator.seen(attendanceLine(hallScreen.conference as ConferenceSeen));
}

/** Tells the attendance whenever another member is there, and with each tenth person. */
function tellAttendance({ hallScreen, narrator }: Stage): () => void {
  let told = '0 0';
  hallScreen.onState = () => {
    const { present, membersPresent, delegates } = (hallScreen.conference as ConferenceSeen).conference.attendance;
    const now = `${Math.floor(present / 10)} ${membersPresent}`;
    if (now === told || present === delegates) return;
    told = now;
    narrator.seen(attendanceLine(hallScreen.conference as ConferenceSeen));
  };
  return () => {
    hallScreen.onState = () => undefined;
  };
}

type Scene = (stage: Stage, itemId: string | null) => Promise<void>;

/** What is played, and by what an agenda item shows that it belongs there. The order is for what no item shows. */
const scenes: readonly (readonly [RegExp, Scene])[] = [
  [/^tong-ket|bao-cao/, adoptReport],
  [/khen-thuong|binh-xet|suy-ton/, proposeAwards],
  [/cum-truong|khoi-truong/, appointLeaders],
  [/ky-giao-uoc|ky-ket/, signPact],
];

/** Goes through the agenda item by item and plays what belongs to each; what no item has is played after the last. */
export async function playAgenda(stage: Stage): Promise<void> {
  const left = new Set(scenes);
  for (const item of stage.programme.agenda) {
    stage.narrator.step(`MỤC ${item.ordinal}. ${item.title.vi}`);
    await everybodySees(stage, await perform(stage, stage.secretary, 'startAgendaItem', { itemId: item.id }));
    const current = stage.hallScreen.conference?.conference.currentItem;
    stage.narrator.seen(`đang bàn (now): mục ${current?.ordinal ?? '-'}`);
    await stage.pace.pause(takes.item);
    const scene = [...left].find(([belongs]) => belongs.test(item.code));
    if (scene) {
      left.delete(scene);
      await scene[1](stage, item.id);
    }
    await everybodySees(stage, await perform(stage, stage.secretary, 'finishAgendaItem', { itemId: item.id }));
  }
  for (const [, play] of left) await play(stage, null);
}

/** Closes the conference. */
export async function closeTheHall(stage: Stage): Promise<void> {
  stage.narrator.step('BẾ MẠC (conference closed)');
  const { conferenceId } = stage;
  await everybodySees(stage, await perform(stage, stage.chair, 'closeConference', { conferenceId }));
  const { position, conference } = stage.hallScreen;
  stage.narrator.seen(`trạng thái ${conference?.conference.state}, nhật ký ${position} mục (log entries)`);
}

async function adoptReport(stage: Stage, agendaItemId: string | null): Promise<void> {
  const { closesYear, opensYear } = stage.programme;
  const question =
    closesYear === null
      ? { vi: 'Thông qua báo cáo?', en: 'Adopt the report?' }
      : { vi: `Thông qua báo cáo tổng kết năm ${closesYear}?`, en: `Adopt the report on ${closesYear}?` };
  if (closesYear === null && opensYear === null) return;
  await vote(stage, { question, subject: 'RESOLUTION', proposalId: null, agendaItemId, secrecy: 'NAMED' });
}

async function proposeAwards(stage: Stage, agendaItemId: string | null): Promise<void> {
  for (const { id, award, member } of stage.programme.proposals) {
    await vote(stage, {
      question: {
        vi: `Đề nghị tặng ${award.name.vi} cho ${member.shortName.vi}?`,
        en: `Propose ${award.name.en ?? award.name.vi} for ${member.shortName.en ?? member.shortName.vi}?`,
      },
      subject: award.code,
      proposalId: id,
      agendaItemId,
      secrecy: stage.secret && award.family === 'TITLE' ? 'UNLINKED' : 'NAMED',
    });
  }
}

interface Question {
  readonly question: { readonly vi: string; readonly en: string };
  readonly subject: string;
  readonly proposalId: string | null;
  readonly agendaItemId: string | null;
  readonly secrecy: 'NAMED' | 'UNLINKED';
}

/** Puts one question to the vote: prepared by the secretary, opened and closed by the chair, everybody watching. */
async function vote(stage: Stage, question: Question): Promise<void> {
  const { narrator, pace, hallScreen, chair, secretary, conferenceId } = stage;
  const made = await perform(stage, secretary, 'createPoll', { conferenceId, ...question }, 'conference', 'poll');
  const id = found(made.id);
  const poll: PlayedPoll = {
    id,
    ordinal: stage.polls.length + 1,
    question: question.question.vi,
    secrecy: question.secrecy,
    acknowledged: [],
  };
  stage.polls.push(poll);
  const kind = question.secrecy === 'NAMED' ? 'ghi danh (named)' : 'bỏ phiếu kín (secret)';
  narrator.step(`BIỂU QUYẾT ${poll.ordinal} (vote, ${kind}): ${poll.question}`);
  await Promise.all(stage.screens.map((screen) => screen.followPoll(id)));
  const stop = tellTally(stage, id);
  await everybodySees(stage, await perform(stage, chair, 'openPoll', { pollId: id }, id));
  await pace.pause(takes.question);
  await castAll(stage, poll);
  await pace.pause(takes.count);
  await everybodySees(stage, await perform(stage, chair, 'closePoll', { pollId: id }, id));
  stop();
  narrator.seen(tallyLine(hallScreen.tallies.get(id) as TallySeen));
  await pace.pause(takes.count);
}

/** Every member of the year being judged votes, by its delegate with the mandate. */
async function castAll(stage: Stage, poll: PlayedPoll): Promise<void> {
  const electors = new Set(stage.programme.members.map((member) => member.id));
  const voters = stage.players.filter(({ delegate }) => delegate.mayVote && electors.has(delegate.memberId ?? ''));
  const cast = async (player: Player) => {
    const choice = chooseBallot(stage.seed, poll.ordinal, stage.players.indexOf(player));
    await perform(stage, player.client, 'castBallot', { pollId: poll.id, choices: [choice] }, poll.id);
    poll.acknowledged.push(choice);
  };
  if (stage.pace.isInstant) {
    await Promise.all(voters.map(cast));
    return;
  }
  for (const player of shuffled(voters, stage.seed + poll.ordinal)) {
    await cast(player);
    await stage.pace.pause(takes.ballot);
  }
}

/** Tells each number of ballots the screen of the hall showed while the poll was open. */
function tellTally({ hallScreen, narrator }: Stage, pollId: string): () => void {
  let told = -1;
  hallScreen.onState = () => {
    const seen = hallScreen.tallies.get(pollId);
    if (seen?.poll.state !== 'OPEN' || seen.poll.tally.cast === told) return;
    told = seen.poll.tally.cast;
    narrator.seen(tallyLine(seen));
  };
  return () => {
    hallScreen.onState = () => undefined;
  };
}

/** Appoints whom the real conference appointed; where that is not known, the first two of the bloc. */
async function appointLeaders(stage: Stage): Promise<void> {
  const { programme, narrator, conferenceId, pace } = stage;
  const year = programme.opensYear;
  if (year === null) return;
  const { leaderId, deputyIds, known } = leadersOf(programme, year);
  if (leaderId === undefined) return;
  narrator.step(`CÔNG BỐ Cụm trưởng, Cụm phó năm ${year} (leadership)${known ? '' : ', giả định (made up)'}`);
  const input = { conferenceId, year, leaderId, deputyIds, mode: 'ANNOUNCED' };
  await everybodySees(stage, await perform(stage, stage.chair, 'appointLeadership', input));
  narrator.seen(leadershipLine(stage.hallScreen.conference as ConferenceSeen));
  await pace.pause(takes.count);
}

function leadersOf({ rehearses, signingMembers }: Programme, year: number) {
  const terms = (rehearses?.leadership ?? []).filter((term) => term.year === year);
  const ids = (role: string) => terms.filter((term) => term.role === role).map((term) => term.member.id);
  const [leaderId] = ids('LEADER');
  if (leaderId !== undefined) return { leaderId, deputyIds: ids('DEPUTY'), known: true };
  const [first, second] = signingMembers;
  return { leaderId: first?.id, deputyIds: second ? [second.id] : [], known: false };
}

/** Opens the pact; each member of the year it opens signs over the hash on the signer's own screen. */
async function signPact(stage: Stage): Promise<void> {
  const { programme, narrator, pace, hallScreen } = stage;
  const pactId = programme.pact?.id;
  if (pactId === undefined) return;
  narrator.step(`KÝ GIAO ƯỚC (pact): ${programme.pact?.title.vi}`);
  await Promise.all(stage.screens.map((screen) => screen.followPact(pactId)));
  await everybodySees(stage, await perform(stage, stage.chair, 'openPact', { pactId }, pactId));
  narrator.seen(pactLine(hallScreen.pact as PactSeen));
  const parties = new Set(programme.signingMembers.map((member) => member.id));
  for (const [index, { delegate, client }] of stage.players.entries()) {
    if (!delegate.maySign || !parties.has(delegate.memberId ?? '')) continue;
    await pace.pause(takes.signature);
    const own = stage.screens[index + 1] as Screen;
    const input = { pactId, textHash: own.pact?.pact.textHash };
    await everybodySees(stage, await perform(stage, client, 'signPact', input, pactId));
    narrator.seen(pactLine(hallScreen.pact as PactSeen));
  }
  await pace.pause(takes.count);
}

function lastOf({ done }: Stage): { readonly sequence: number; readonly state: string } {
  return { sequence: Math.max(...done.map((each) => each.sequence)), state: 'conference' };
}
