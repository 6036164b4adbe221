import { createParser } from 'eventsource-parser';

const parser = createParser({
  onEvent: (event) => console.log('event', JSON.stringify(event)),
  onComment: (comment) => console.log('comment', JSON.stringify(comment)),
  onRetry: (milliseconds) => console.log('retry', milliseconds),
});

// As they may come from the network: the pieces end anywhere, even within a field.
const pieces = [
  'retry: 3000\n\n',
  'id: 7\nevent: info\ndata: two\nda',
  'ta: lines\n\n',
  ': keepalive\n\n',
  'data:no space after the colon\n\n',
  'data:  two spaces, one of them stays\r\n\r\n',
  'id: 8\nevent: nothing\n\n',
  'data\n\n',
  'data: the last one has no empty line\n',
];
for (const piece of pieces) parser.feed(piece);
