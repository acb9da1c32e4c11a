/**
 * The texts of an event stream. Source: graphql-sse PROTOCOL.md, "Distinct connections mode"; HTML standard, section 9.2.
 */
export const streamHead = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // For nginx, which would hold events back until some kilobytes have come together.
  'x-accel-buffering': 'no',
};

export const complete = Buffer.from('event: complete\ndata:\n\n');
/** Readers skip it; proxies see that the stream is alive. */
export const comment = ':\n\n';

/** A result. An entry of a log carries its position as `id`, which browsers send back as `Last-Event-ID`. */
export function framed(text: string, position: number | null): Buffer {
  const id = position === null ? '' : `id: ${position}\n`;
  return Buffer.from(`${id}event: next\ndata: ${text}\n\n`);
}
