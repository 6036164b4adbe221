// What every exercise's checks need, because every server does it.
import type { CheckContext } from './check.ts';
import type { EventStreamClient } from './clients/event-stream.ts';
import { encodeFrame, type FrameOptions } from './clients/frame.ts';
import type { TcpClient } from './clients/tcp.ts';
import { CheckFailure } from './failure.ts';

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

/** Nothing between server and client may keep this stream, collect it or compress it. */
export function expectUnbuffered({ headers }: EventStreamClient): void {
  const wanted = [
    ['cache-control', 'no-cache', /\bno-(cache|store)\b/i],
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
  await slow.expectEnd();
}
