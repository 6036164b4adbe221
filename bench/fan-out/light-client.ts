import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { encodeFrame, opcodes } from '../../lab/grading/clients/frame.ts';

/**
 * A WebSocket client that only cuts what comes into frames (RFC 6455, section 5.2). It must cost less than any server here,
 * or it would be what is measured.
 */
export class LightClient {
  readonly #socket: Socket;
  readonly #onFrame: (payload: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);

  /** Connects and upgrades; from then on `onFrame` gets the payload of each frame. */
  static async open(port: number, path: string, onFrame: (payload: Buffer) => void): Promise<LightClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      let head = Buffer.alloc(0);
      socket.on('data', function readHead(chunk: Buffer) {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.off('data', readHead);
        const [status = ''] = head.toString('latin1').split('\r\n');
        if (!status.includes(' 101 ')) reject(new Error(`The upgrade was answered with ${status}`));
        else resolve(new LightClient(socket, onFrame, head.subarray(end + 4)));
      });
    });
  }

  private constructor(socket: Socket, onFrame: (payload: Buffer) => void, first: Buffer) {
    this.#socket = socket;
    this.#onFrame = onFrame;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#read(first);
  }

  send(text: string): void {
    this.#socket.write(encodeFrame({ opcode: opcodes.text, payload: Buffer.from(text) }));
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let start = 0;
    for (;;) {
      const payload = payloadAt(bytes, start);
      if (!payload) break;
      this.#onFrame(bytes.subarray(payload.from, payload.to));
      start = payload.to;
    }
    this.#rest = bytes.subarray(start);
  }
}

/** Where the payload of the frame at `start` lies; undefined as long as it is not all there. */
function payloadAt(bytes: Buffer, start: number): { from: number; to: number } | undefined {
  if (bytes.length < start + 4) return undefined;
  const short = bytes.readUInt8(start + 1);
  if (short === 127) throw new Error('No message of this benchmark is that long.');
  const from = short === 126 ? start + 4 : start + 2;
  const to = from + (short === 126 ? bytes.readUInt16BE(start + 2) : short);
  return bytes.length < to ? undefined : { from, to };
}
