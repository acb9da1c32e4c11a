const gzip = /(^|,)\s*gzip\s*(,|$|;\s*q\s*=\s*(1|0?\.\d*[1-9]))/i;

/** Whether an `Accept-Encoding` takes gzip. Source: RFC 9110 section 12.5.3; `*` is left out, nobody needs it. */
export function takesGzip(header: string | string[] | undefined): boolean {
  return gzip.test(String(header ?? ''));
}
