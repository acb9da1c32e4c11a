/** What the address says, as it stands there. */
export interface Place {
  readonly slug: string;
  readonly who: string;
  readonly part: string;
  readonly year: string;
  readonly more: string;
}
