import { clockMs } from './client';
import type { ConferenceSeen, PactSeen, Tally, TallySeen } from './documents';

const outcomes: Readonly<Record<string, string>> = {
  PASSED: 'THÔNG QUA (passed)',
  REJECTED: 'KHÔNG THÔNG QUA (rejected)',
  TIED: 'NGANG PHIẾU (tied)',
};

/** Tells the play, a line a step. What stands behind a bar is what the screen of the hall showed at that moment. */
export class Narrator {
  private readonly begunAtMs = clockMs();

  constructor(private readonly print: (line: string) => void) {}

  /** Something that is done. */
  step(what: string): void {
    const seconds = Math.floor((clockMs() - this.begunAtMs) / 1_000);
    const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    this.print(`${clock}  ${what}`);
  }

  /** Something the screen of the hall showed. */
  seen(what: string): void {
    this.print(`       │ ${what}`);
  }

  lines(lines: readonly string[]): void {
    for (const line of lines) this.print(line);
  }
}

export function attendanceLine({ conference: { attendance } }: ConferenceSeen): string {
  const { present, delegates, membersPresent, members, quorum, quorate } = attendance;
  const meter = `${'█'.repeat(membersPresent)}${'░'.repeat(members - membersPresent)}`;
  const quorumText = quorate ? 'đủ túc số (quorate)' : `cần ${quorum} (quorum)`;
  return `có mặt ${pad(present, delegates)}/${delegates}   đơn vị ${meter} ${membersPresent}/${members}   ${quorumText}`;
}

export function tallyLine({ poll }: TallySeen): string {
  const { tally } = poll;
  const turnout = `phiếu ${tally.cast}/${tally.electors}`;
  if (poll.state !== 'OPEN')
    return `${turnout}   ${votesText(tally)}   → ${outcomes[tally.outcome ?? ''] ?? poll.state}`;
  if (!tally.shown) return `${turnout}   kiểm phiếu khi đóng (counts at closing)`;
  const decided = tally.decided ? `đã rõ: ${outcomes[tally.decided] ?? tally.decided}` : `còn thiếu ${tally.missing}`;
  return `${turnout}   ${votesText(tally)}   ${decided}`;
}

export function pactLine({ pact }: PactSeen): string {
  const { board } = pact;
  const slots = board.slots.map(({ member, signature }) => `${signature ? '✓' : '·'} ${member.shortName.vi}`);
  const force = pact.state === 'IN_FORCE' ? '   → CÓ HIỆU LỰC (in force)' : '';
  return `chữ ký ${board.signed}/${board.parties}   ${slots.join('  ')}${force}`;
}

export function leadershipLine({ conference: { leadership } }: ConferenceSeen): string {
  const named = leadership.map(
    ({ role, member }) => `${role === 'LEADER' ? 'Cụm trưởng' : 'Cụm phó'} ${member.shortName.vi}`,
  );
  return named.join(', ') || 'chưa công bố';
}

function votesText({ options }: Tally): string {
  return options.map(({ option, votes }) => `${option.label.vi} ${votes ?? '?'}`).join('  ');
}

const pad = (number: number, like: number): string => String(number).padStart(String(like).length);
