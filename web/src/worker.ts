// A module of its own for the compiler; what is built has no imports and no exports.
export {};

/** What `build/shell.mjs` writes before this script: a name for the build, and the files that `/live` is made of. */
interface Shell {
  readonly version: string;
  readonly files: readonly string[];
}

interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetched extends Extended {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

interface Worker {
  readonly shell: Shell;
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', hear: (event: Extended) => void): void;
  addEventListener(name: 'fetch', hear: (event: Fetched) => void): void;
}

// The delegate's page for when the network is away, so that what this phone keeps to send can be seen after a reload. While
// the server answers, it is what is shown: the kept page is only its substitute, and is let go of as soon as the server
// has another. Files under /assets/ have their content in their name and cannot be old. Nothing else passes through here.
const worker = self as unknown as Worker;
const { version, files } = worker.shell;
const prefix = 'giaouoc.live.';
const name = prefix + version;
const page = '/live';
const kept = new Set(files);

worker.addEventListener('install', (event) => event.waitUntil(keep().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([forgetOthers(), worker.registration.navigationPreload?.enable()])),
);
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(answered(event));
  else if (kept.has(new URL(request.url).pathname)) event.respondWith(file(request));
});

async function keep(): Promise<void> {
  const cache = await caches.open(name);
  await cache.addAll([new Request(page, { cache: 'no-cache' }), ...files]);
}

async function forgetOthers(): Promise<void> {
  const old = (await caches.keys()).filter((each) => each.startsWith(prefix) && each !== name);
  await Promise.all(old.map((each) => caches.delete(each)));
}

/** The server's page; the kept one where it cannot be reached, or cannot serve. */
async function answered(event: Fetched): Promise<Response> {
  const cache = await caches.open(name);
  const shell = await cache.match(page, { ignoreVary: true });
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (response.status >= 500) return shell ?? response;
    const other = shell?.headers.get('etag') !== response.headers.get('etag');
    if (response.ok && other) event.waitUntil(cache.delete(page, { ignoreVary: true }));
    return response;
  } catch (error) {
    if (shell) return shell;
    throw error;
  }
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
