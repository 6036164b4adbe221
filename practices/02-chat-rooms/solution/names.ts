/** 1 to 32 letters of any language (with their marks), digits, `_` or `-`. */
const NAME = /^[\p{L}\p{M}\p{Nd}_-]{1,32}$/u;

/**
 * The name of a room or of a person, or undefined when the text is none.
 * Unicode has two ways to write `ë`; NFC makes them one, so that they are the same name.
 */
export function parseName(text: string): string | undefined {
  const name = text.normalize('NFC');
  return NAME.test(name) ? name : undefined;
}
