import { expect, test } from 'vitest';
import { Inbox } from '../lab/grading/inbox.ts';
import { Random } from '../lab/grading/random.ts';
import { formatTranscript, showBytes, showText, Transcript } from '../lab/grading/transcript.ts';

test('a transcript keeps order, times and the last action', () => {
  const transcript = new Transcript();
  transcript.sent('client 1', 'text "a"');
  transcript.received('client 1', 'text "b"');
  transcript.happened('client 1', 'stops reading');

  expect(transcript.lastActions()).toBe('client 1: text "a"');
  expect(formatTranscript(transcript.entries).map((line) => line.replace(/^ *\d+/, '0'))).toEqual([
    '0 ms  client 1 → text "a"',
    '0 ms  client 1 ← text "b"',
    '0 ms  client 1 · stops reading',
  ]);
});

test('a long transcript shows its end, and says what it leaves out', () => {
  const transcript = new Transcript();
  for (let index = 0; index < 20; index += 1) transcript.sent('client 1', String(index));
  const lines = formatTranscript(transcript.entries, 3);
  expect(lines[0]).toContain('17 earlier lines left out');
  expect(lines.at(-1)).toContain('→ 19');
});

test('what is shown never holds control characters and never grows endless', () => {
  expect(showText('a\n\u001b[31m')).toBe('"a\\n\\u001b[31m"');
  expect(showText('a\u2028b\ufeff')).toBe('"a\\u2028b\\ufeff"');
  expect(showText('x'.repeat(1000)).length).toBeLessThan(200);
  expect(showBytes(Buffer.from([0xff, 0xfe, 0]))).toBe('3 bytes ff fe 00');
  expect(showBytes(Buffer.alloc(100))).toContain('100 bytes 00 00');
});

test('the same seed gives the same inputs, another one others', () => {
  const draw = (seed: string) => {
    const random = new Random(seed);
    return [random.text(), random.integer(1, 1000), random.bytes(40).toString('hex'), random.word()];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('taking from an inbox waits for what fits, up to the deadline', async () => {
  const inbox = new Inbox<number>();
  const even = inbox.take(1000, (item) => item % 2 === 0);
  inbox.put(1);
  inbox.put(2);
  expect(await even).toBe(2);
  expect(await inbox.take(1000)).toBe(1);
  expect(await inbox.take(10)).toBeUndefined();
});
