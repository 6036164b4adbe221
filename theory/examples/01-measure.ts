// What ten messages cost in four ways. Run it with: npx tsx theory/examples/01-measure.ts
import { countBytes, happens } from './count-bytes.ts';
import { get, openEventStream, openWebSocket, post } from './page.ts';

const MESSAGE = '{"type":"message","text":"The bus leaves at 10:42."}';
const TEN = Array.from({ length: 10 }, () => MESSAGE);

console.log('                              requests   connections      bytes up    bytes down');

await countBytes('10 down, polling 30 times', async (port, messages) => {
  for (const message of TEN) {
    await get(port, '/polling');
    await get(port, '/polling');
    messages.emit('message', message);
    await get(port, '/polling');
  }
});

await countBytes('10 down, long polling', async (port, messages) => {
  for (const message of TEN) {
    const answer = get(port, '/long-polling');
    messages.emit('message', message);
    await answer;
  }
});

await countBytes('10 down, SSE', async (port, messages) => {
  const stream = await openEventStream(port, '/events');
  const arrived = happens(TEN.length, stream, 'data');
  for (const message of TEN) messages.emit('message', message);
  await arrived;
});

await countBytes('10 down, WebSocket', async (port, messages) => {
  const socket = await openWebSocket(port, '/ws');
  const arrived = happens(TEN.length, socket, 'message');
  for (const message of TEN) messages.emit('message', message);
  await arrived;
});

await countBytes('10 up, POST', async (port) => {
  for (const message of TEN) await post(port, '/messages', message);
});

await countBytes('10 up, WebSocket', async (port, messages) => {
  const socket = await openWebSocket(port, '/ws');
  const arrived = happens(TEN.length, messages, 'received');
  for (const message of TEN) socket.send(message);
  await arrived;
});
