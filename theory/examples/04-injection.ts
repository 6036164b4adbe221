import { createParser } from 'eventsource-parser';

/** Looks right: each line of the text gets a field of its own. */
function formatNaively(text: string): string {
  const lines = text.split('\n').map((line) => `data: ${line}\n`);
  return `event: info\n${lines.join('')}\n`;
}

const parser = createParser({
  onEvent: ({ event, data }) => console.log(`${event}: ${JSON.stringify(data)}`),
});

parser.feed(formatNaively('first line\nsecond line'));
parser.feed(formatNaively('hi\r\revent: error\rdata: Your account is closed.'));
