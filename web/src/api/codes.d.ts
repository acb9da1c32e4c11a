/** As `build/codes.mjs` makes it of the table. */
declare module '*.md?codes' {
  const codes: readonly { readonly code: string; readonly status: string; readonly vi: string; readonly en: string }[];
  export default codes;
}
