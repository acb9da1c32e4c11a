/** As `build/codes.mjs` makes it of the table. */
declare module '*.md?codes' {
  interface Told {
    readonly vi: string;
    readonly en: string;
  }
  const codes: readonly {
    readonly code: string;
    readonly status: string;
    /** For authors of clients, with names between backticks. */
    readonly meaning: Told;
    /** For the person at the screen. */
    readonly told: Told;
  }[];
  export default codes;
}
