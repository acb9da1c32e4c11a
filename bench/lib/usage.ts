/** What a server process has used. */
export interface Usage {
  /** CPU since its start, of the system and its own, in microseconds. */
  readonly cpuMicros: number;
  /** Of that, its own code; the rest is the system's, mostly sending. */
  readonly userMicros: number;
  readonly rssMb: number;
  /** Highest RSS seen since `start`, looked at four times a second. */
  readonly peakRssMb: number;
  /** Objects and buffers in use, after collection. */
  readonly heapMb: number;
}

let peak = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 250);
timer.unref();

const mb = (bytes: number) => bytes / 1_048_576;

/** Usage of this process; collects garbage first when asked, so that what is left is in use. */
export function usage({ collect = false }: { collect?: boolean } = {}): Usage {
  const { user, system } = process.cpuUsage();
  if (collect) {
    globalThis.gc?.();
    peak = 0;
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  peak = Math.max(peak, rss);
  return {
    cpuMicros: user + system,
    userMicros: user,
    rssMb: mb(rss),
    peakRssMb: mb(peak),
    heapMb: mb(heapUsed + external),
  };
}
