/** Longest a test waits for something that must come, in milliseconds. */
const patienceMs = 30_000;

/** Waits until a condition holds, looking again whenever the process is idle. @throws when it never does */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`waited ${patienceMs} ms for ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
