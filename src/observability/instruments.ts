import { Counter, Gauge, type Registry } from 'prom-client';

/** A gauge whose value is read when somebody asks for it; null: it has none now, and is left out. */
export function gauge(registry: Registry, name: string, help: string, read: () => number | null): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      const value = read();
      if (value === null) this.remove({});
      else this.set(value);
    },
  });
}

/** A gauge with one label; `read` gives a value for each value of the label. */
export function gaugeBy(
  registry: Registry,
  label: string,
  name: string,
  help: string,
  read: () => Readonly<Record<string, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      for (const [of, value] of Object.entries(read())) this.set({ [label]: of }, value);
    },
  });
}

/** A counter that somebody else keeps; it is read when somebody asks for it. */
export function counter(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}
