import { readdirSync, readFileSync } from 'node:fs';

/** Length of a tick of `/proc`, in microseconds: 100 a second on every Linux that Node runs on. */
const tickMicros = 10_000;

/** CPU a process and its living children have used, in microseconds; null where there is no `/proc`. */
export function familyCpuMicros(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the name in brackets, which may hold anything: state, parent, and at places 11 to 14 the ticks.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(name) === pid || Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks * tickMicros;
}
