// @ts-check

const HEX_BYTES = /^\s*([0-9a-f]{2}\s*)*$/i;

/**
 * Reads bytes written as `ff fe 00`.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer> | undefined} undefined when the text is not hex bytes
 */
export function parseHex(text) {
  if (!HEX_BYTES.test(text)) return undefined;

  const pairs = text.match(/[0-9a-f]{2}/gi) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/**
 * Writes bytes as `ff fe 00`.
 * @param {Uint8Array} bytes
 */
export function formatHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
