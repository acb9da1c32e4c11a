/** As `build/guides.mjs` makes it: HTML, with the addresses of built pictures. */
declare module '*.md' {
  const html: string;
  export default html;
}
