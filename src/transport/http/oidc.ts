import { parse, serialize } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Role } from '../../graphql/authorize/viewer';
import { credentialsOf } from '../credentials';
import type { KeptFlow, SignInOutcome } from '../oidc-sign-in';
import type { TransportServices } from '../services';
import { connectionOf } from './exchange';

/** Where they go once they are signed in or out, but for who works for a bloc over the year. */
const desk = '/chair';
const office = '/office';
/** How long a browser may be at the provider, in seconds. */
const patience = 600;

/** Begin, come back from the provider, and sign out. Only where a provider is configured. */
export function serveOidc(app: FastifyInstance, services: TransportServices): void {
  const { oidc, config, whoAsks } = services;
  if (oidc === null) return;
  const secure = config.secureCookie;

  app.get('/oidc/sign-in', async (_request, reply) => {
    const begun = await oidc.begin();
    if (!begun) return say(reply, 503, texts.away);
    return unkept(reply).header('set-cookie', flowCookie(begun.flow, secure)).redirect(begun.url, 303);
  });

  app.get('/oidc/callback', async (request, reply) => {
    const { search } = new URL(request.url, 'http://localhost');
    const connection = connectionOf(request, reply, secure);
    const outcome = await oidc.finish(flowOf(request, secure), search, connection);
    // One use: whoever goes back in the history begins anew.
    reply.header('set-cookie', flowCookie(null, secure));
    if (outcome.is !== 'signedIn') return refuse(reply, outcome);
    const next = outcome.role === Role.STAFF ? office : desk;
    return unkept(reply).header('set-cookie', hintCookie(outcome.idToken, secure)).redirect(next, 303);
  });

  app.get('/oidc/sign-out', async (request, reply) => {
    const connection = connectionOf(request, reply, secure);
    const viewer = await whoAsks(credentialsOf(request.headers, secure), connection.clearSession);
    const hint = parse(request.headers.cookie ?? '')[hintName] || null;
    const next = (await oidc.end(viewer, connection, hint)) ?? desk;
    return unkept(reply).header('set-cookie', hintCookie(null, secure)).redirect(next, 303);
  });
}

function refuse(reply: FastifyReply, outcome: Exclude<SignInOutcome, { is: 'signedIn' }>): FastifyReply {
  if (outcome.is === 'refused') return say(reply, 400, texts.refused);
  if (outcome.is === 'unknown') return say(reply, 403, texts.unknown, [outcome.issuer, outcome.subject]);
  return say(reply.header('retry-after', outcome.waitSeconds), 429, texts.tooMany);
}

const cookieName = (secure: boolean): string => (secure ? '__Host-giaouoc-oidc' : 'giaouoc-oidc');

/** Lax, unlike that of the session: the browser comes from the provider's site, and has to bring it along. */
function flowCookie(flow: KeptFlow | null, secure: boolean): string {
  const value = flow ? Buffer.from(JSON.stringify(flow)).toString('base64url') : '';
  return serialize(cookieName(secure), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: flow ? patience : 0,
  });
}

const hintName = 'giaouoc-oidc-hint';
/** As long as a session lasts, in seconds. */
const hintSeconds = 43_200;
/** Browsers keep no cookie that is longer; an ID token with much in it is not kept then. */
const longestHint = 3_800;

/** What the provider gave to know them again when they sign out; nothing else sees it. */
function hintCookie(idToken: string | null, secure: boolean): string {
  const isKept = idToken !== null && idToken.length <= longestHint;
  return serialize(hintName, isKept ? idToken : '', {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/oidc/sign-out',
    maxAge: isKept ? hintSeconds : 0,
  });
}

function flowOf({ headers }: FastifyRequest, secure: boolean): KeptFlow | null {
  try {
    const kept = parse(headers.cookie ?? '')[cookieName(secure)] ?? '';
    const { state, nonce, verifier } = JSON.parse(Buffer.from(kept, 'base64url').toString()) as Record<string, unknown>;
    const isWhole = [state, nonce, verifier].every((part) => typeof part === 'string' && part.length >= 16);
    return isWhole ? ({ state, nonce, verifier } as KeptFlow) : null;
  } catch {
    return null;
  }
}

interface Text {
  readonly vi: string;
  readonly en: string;
}

const texts = {
  away: {
    vi: 'Chưa liên lạc được với hệ thống đăng nhập của cơ quan. Hãy thử lại sau, hoặc đăng nhập bằng mã thẻ.',
    en: 'The sign-in of your organisation cannot be reached. Try again later, or sign in with a badge code.',
  },
  refused: {
    vi: 'Lần đăng nhập này không hợp lệ hoặc đã quá hạn. Hãy đăng nhập lại từ đầu.',
    en: 'This sign-in is not valid, or took too long. Begin again.',
  },
  unknown: {
    vi: 'Tài khoản cơ quan của bạn chưa được mở ở đây. Hãy gửi hai dòng dưới đây cho quản trị viên.',
    en: 'Your account has not been opened here yet. Give these two lines to the administrator.',
  },
  tooMany: { vi: 'Thử quá nhiều lần, hãy đợi một phút.', en: 'Too many attempts; wait a minute.' },
} as const satisfies Record<string, Text>;

function say(reply: FastifyReply, status: number, { vi, en }: Text, lines: readonly string[] = []): FastifyReply {
  const shown = lines.length > 0 ? `<pre>${lines.map(escaped).join('\n')}</pre>` : '';
  return unkept(reply)
    .code(status)
    .headers({
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Giao Ước</title>` +
        `<p>${vi}</p><p lang="en">${en}</p>${shown}<p><a href="${desk}">Giao Ước</a></p></html>\n`,
    );
}

function unkept(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
