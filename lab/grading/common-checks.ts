// What every exercise's checks need, because every server does it.
import type { CheckContext } from './check.ts';
import type { EventStreamClient } from './clients/event-stream.ts';
import { encodeFrame, type FrameOptions } from './clients/frame.ts';
import type { TcpClient } from './clients/tcp.ts';
import type { WebSocketClient } from './clients/websocket.ts';
import { CheckFailure } from './failure.ts';
import type { RunningServer } from './running-server.ts';

/** Heartbeats in milliseconds: the short one keeps grading quick, the long one forgives a busy machine. */
export const HEARTBEATS = [250, 1200] as const;
/** Milliseconds until a server has to end after a signal: what the READMEs allow, and a second for a busy machine. */
export const EXIT_DEADLINE = 3000;

const MEBIBYTE = 1024 * 1024;

/** A setting that makes no sense must end the start with exit code 1 and one line that names it. */
export async function expectRefused(
  startBadly: CheckContext['startBadly'],
  name: string,
  value: string,
): Promise<void> {
  const { code, errors } = await startBadly({ [name]: value });
  if (code === 1 && errors.trim().split('\n').length === 1 && errors.includes(name)) return;
  throw new CheckFailure({
    did: `the server was started with ${name}=${value}`,
    expected: `exit code 1 and one line on stderr that names ${name}`,
    received: code === undefined ? 'it listened' : `exit code ${code} and ${JSON.stringify(errors)}`,
  });
}

/** The page must be served, and every file of the server's that it names. */
export async function expectPage(server: RunningServer): Promise<void> {
  const { text: page } = await server.get('/', 200);
  for (const [, file = ''] of page.matchAll(/\b(?:src|href)="([^":#?]+)"/g)) {
    await server.get(`/${file.replace(/^\//, '')}`, 200);
  }
}

/** A server that was told to end takes no more connections. Call it when a client has heard of the end. */
export async function expectNoMoreClients(server: RunningServer): Promise<void> {
  const client = await server.tcp().catch((error: unknown) => {
    if (!(error instanceof CheckFailure)) throw error;
  });
  if (!client) return;
  client.end();
  throw new CheckFailure({
    did: 'after the signal, another client connected',
    expected: 'the connection is refused: the server stops accepting',
    received: 'it was taken',
  });
}

/** Of two clients `silent` answers no ping, and `dead` nothing at all: both must be cut off when the next ping is due. */
export async function expectHeartbeat(silent: WebSocketClient, dead: TcpClient): Promise<void> {
  await silent.expectPing();
  await silent.expectClose();
  // The next one may have been sent together with the end.
  if (silent.pingCount > 2) {
    throw new CheckFailure({
      did: 'a client did not answer the first ping',
      expected: 'it is cut off when the next ping is due',
      received: `it got ${silent.pingCount} pings`,
    });
  }
  await dead.expectEnd();
}

/** Nothing between server and client may keep this stream, collect it or compress it. */
export function expectUnbuffered({ headers }: Pick<EventStreamClient, 'headers'>): void {
  const wanted = [
    ['cache-control', 'no-cache', /\bno-cache\b/i],
    ['x-accel-buffering', 'no', /^no$/i],
    ['content-encoding', 'none', /^none$/],
  ] as const;
  for (const [name, value, fits] of wanted) {
    const received = String(headers[name] ?? 'none');
    if (fits.test(received)) continue;
    throw new CheckFailure({
      did: 'the stream was opened',
      expected: `${name}: ${value}`,
      received: `${name}: ${received}`,
    });
  }
}

/**
 * A client that sends this frame again and again, and reads nothing of what it makes the server send, must be cut off.
 * `atOnce` frames leave in one write: small frames take a processor's time, not the network's. At most `most` bytes are sent.
 */
export async function expectCutOff(
  slow: TcpClient,
  frame: FrameOptions,
  { atOnce = 1, most = 32 * MEBIBYTE } = {},
): Promise<void> {
  slow.pause();
  const what = `frames of ${frame.payload.length} bytes, without reading`;
  const frames = Buffer.concat(Array.from({ length: atOnce }, () => encodeFrame(frame)));
  const { bytes, ended } = await slow.flood(what, frames, most);
  if (ended) return;
  const open = 'the connection was still open';
  throw new CheckFailure({
    did: `a client sent ${Math.round(bytes / MEBIBYTE)} MiB and read nothing of what came back`,
    expected: 'the server cuts it off before 1 MiB waits for it',
    received: bytes < most ? `${open}; the server read no more from it, which is not enough` : open,
  });
}

/**
 * A client that does not read what another one makes the server send to it must be cut off.
 * The other one sends the frame again and again: 16 MiB, of which the network swallows about a third.
 */
export async function expectSlowReaderCutOff(
  slow: TcpClient,
  sender: TcpClient,
  frame: FrameOptions,
): Promise<void> {
  slow.pause();
  const frames = Buffer.concat(Array.from({ length: 50 }, () => encodeFrame(frame)));
  await sender.pour(`frames of ${frame.payload.length} bytes`, frames, 16 * MEBIBYTE);
  slow.resume();
  await slow.expectEnd().catch((error: unknown) => {
    if (!(error instanceof CheckFailure)) throw error;
    const did = `a client read nothing, while another one sent 16 MiB of frames of ${frame.payload.length} bytes`;
    const expected = 'the one that reads nothing is cut off before 1 MiB waits for it';
    throw new CheckFailure({ did, expected, received: error.received });
  });
}
