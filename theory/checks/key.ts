// The right answers. An option is named by a part of its text that no other option of its question has. Of several accepted
// short answers, the first one fills the quiz.
const realtime = '01-realtime-communication.md';
const webSockets = '02-websockets.md';
const connections = '03-connection-manager.md';
const events = '04-server-sent-events.md';

export const key = {
  'quiz.differences': {
    sufficient: [
      { question: 1, note: realtime, one: 'Either of them' },
      { question: 2, note: realtime, one: 'whose body has not ended' },
      {
        question: 3,
        note: events,
        short: ['text/event-stream', 'text/event-stream; charset=utf-8', 'Content-Type: text/event-stream'],
      },
    ],
    good: [
      {
        question: 4,
        note: events,
        all: ['connects again after the connection broke', 'which event id it had last'],
      },
      { question: 5, note: realtime, one: 'it must become text' },
      { question: 6, note: realtime, one: 'no more than six such connections' },
    ],
    excellent: [
      { question: 7, note: events, one: 'had a stream before' },
      { question: 8, note: events, one: 'no empty line comes after' },
    ],
  },
  'quiz.lifecycle': {
    sufficient: [
      {
        question: 9,
        note: webSockets,
        short: ['101', '101 Switching Protocols', 'HTTP 101', 'HTTP/1.1 101 Switching Protocols'],
      },
      { question: 10, note: webSockets, short: ['D, B, E, F, C, A'] },
      { question: 11, note: webSockets, one: 'the other answers with one' },
    ],
    good: [
      { question: 12, note: webSockets, short: ['1001', '1001 going away', 'code 1001', 'close code 1001'] },
      {
        question: 13,
        note: webSockets,
        short: ['1006', '1006 abnormal closure', 'code 1006', 'close code 1006'],
      },
      {
        question: 14,
        note: webSockets,
        all: ['A browser answers a ping by itself', 'carries back the bytes'],
      },
      { question: 15, note: connections, one: 'nothing has told the server otherwise' },
    ],
    excellent: [
      { question: 16, note: webSockets, one: 'reaches no listener' },
      {
        question: 17,
        note: webSockets,
        short: ['1009', '1009 message too big', 'code 1009', 'close code 1009'],
      },
    ],
  },
  'quiz.choice': {
    sufficient: [
      { question: 18, note: realtime, one: 'one direction is enough' },
      { question: 19, note: realtime, one: 'many small messages' },
      { question: 20, note: realtime, one: 'when the page is opened' },
    ],
    good: [
      {
        question: 21,
        note: realtime,
        short: ['Server-Sent Events', 'Server-Sent Events (SSE)', 'SSE', 'EventSource'],
      },
      { question: 22, note: realtime, short: ['300,000', '300k', '300,000 requests', '300 thousand'] },
      {
        question: 23,
        note: events,
        all: ['Connecting again', 'which message came last', 'kinds of messages'],
      },
    ],
    excellent: [
      { question: 24, note: realtime, one: 'an event stream to each page' },
      { question: 25, note: events, one: 'Send with fetch and POST' },
    ],
  },
};
