// The loop that everybody writes first: parse, stringify once, send to each client.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { z } from 'zod';

const messageSchema = z.object({ type: z.literal('message'), text: z.string() });
const server = createServer();
const sockets = new WebSocketServer({ server });
let id = 0;

sockets.on('connection', (socket) => {
  socket.send(JSON.stringify({ type: 'welcome' }));
  socket.on('message', (data) => {
    const { text } = messageSchema.parse(JSON.parse(String(data)));
    id += 1;
    const message = { type: 'message', id, from: 'ada', text, time: new Date().toISOString() };
    const frame = JSON.stringify(message);
    for (const client of sockets.clients) client.send(frame);
  });
});

server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
