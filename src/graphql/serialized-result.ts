/** Makes a form of a result, from its text and its position in a log. */
type Make<T> = (text: string, position: number | null) => T;

/** What an execution came to, in units: as weighed before, and as counted. */
export interface Cost {
  readonly asked: number;
  readonly used: number;
}

/**
 * One serialised execution result, `{"data":…}`, shared by everybody it is sent to.
 */
export class SerializedResult {
  private readonly made = new Map<Make<unknown>, unknown>();
  private withCost: SerializedResult | null = null;

  constructor(
    /** JSON without line breaks. */
    readonly text: string,
    /** Of an entry of a log, its position there; else null. */
    readonly position: number | null = null,
    /** Of a frame of a subscription, what its execution came to; null where the text says it or nobody is told. */
    private readonly cost: Cost | null = null,
  ) {}

  /**
   * The same as the first frame of a subscription, which says its cost. Made once for all who begin with it; the others
   * need not read it again with each frame.
   */
  get first(): SerializedResult {
    if (!this.cost) return this;
    this.withCost ??= new SerializedResult(
      `${this.text.slice(0, -1)},"extensions":${JSON.stringify({ cost: this.cost })}}`,
      this.position,
    );
    return this.withCost;
  }

  /**
   * What a transport makes of it, made once for all who are sent the same. `make` must be one function per transport
   * (a constant of its module), since it is the key.
   */
  as<T>(make: Make<T>): T {
    let form = this.made.get(make) as T | undefined;
    if (form === undefined) {
      form = make(this.text, this.position);
      this.made.set(make, form);
    }
    return form;
  }
}
