import { randomBytes } from 'node:crypto';

/** Opcodes of RFC 6455, section 5.2. */
export const opcodes = { text: 1, binary: 2, reserved: 3, close: 8, ping: 9, pong: 10 } as const;

export interface FrameOptions {
  opcode: number;
  payload: Buffer;
  /** A client has to mask (RFC 6455, section 5.3); a broken one does not. */
  masked?: boolean;
}

/** The bytes of one final frame (RFC 6455, section 5.2), right or wrong: nothing is checked. */
export function encodeFrame({ opcode, payload, masked = true }: FrameOptions): Buffer {
  const maskBit = masked ? 0x80 : 0;
  const first = Buffer.from([0x80 | opcode]);
  if (!masked) return Buffer.concat([first, encodeLength(payload.length, maskBit), payload]);

  const key = randomBytes(4);
  const maskedPayload = payload.map((byte, index) => byte ^ (key[index % 4] ?? 0));
  return Buffer.concat([first, encodeLength(payload.length, maskBit), key, maskedPayload]);
}

function encodeLength(length: number, maskBit: number): Buffer {
  if (length < 126) return Buffer.from([maskBit | length]);
  if (length < 65_536) {
    const bytes = Buffer.from([maskBit | 126, 0, 0]);
    bytes.writeUInt16BE(length, 1);
    return bytes;
  }
  const bytes = Buffer.alloc(9);
  bytes[0] = maskBit | 127;
  bytes.writeBigUInt64BE(BigInt(length), 1);
  return bytes;
}
