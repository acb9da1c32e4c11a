/**
 * One serialised execution result, `{"data":…}`, shared by everybody it is sent to.
 */
export class SerializedResult {
  private readonly made = new Map<(text: string) => unknown, unknown>();

  constructor(
    /** JSON without line breaks. */
    readonly text: string,
  ) {}

  /**
   * What a transport makes of it, made once for all who are sent the same. `make` must be one function per transport
   * (a constant of its module), since it is the key.
   */
  as<T>(make: (text: string) => T): T {
    let form = this.made.get(make) as T | undefined;
    if (form === undefined) {
      form = make(this.text);
      this.made.set(make, form);
    }
    return form;
  }
}
