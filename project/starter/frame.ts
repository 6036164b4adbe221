const FINAL_TEXT = 0x81;
const MAX_SHORT_LENGTH = 125;
const LENGTH_IN_TWO_BYTES = 126;
const MAX_FRAME_BYTES = 0xffff;
const LENGTH_IN_EIGHT_BYTES = 127;

/** A text as a frame of RFC 6455, section 5.2: in one piece and without a mask, as servers send. */
export function encodeTextFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([encodeHeader(payload.length), payload]);
}

function encodeHeader(length: number): Buffer {
  if (length <= MAX_SHORT_LENGTH) return Buffer.from([FINAL_TEXT, length]);

  if (length <= MAX_FRAME_BYTES) {
    const header = Buffer.from([FINAL_TEXT, LENGTH_IN_TWO_BYTES, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }

  const header = Buffer.alloc(10, 0);
  header[0] = FINAL_TEXT;
  header[1] = LENGTH_IN_EIGHT_BYTES;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
